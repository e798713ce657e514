import { expect, test } from 'vitest'
import { disposition, nameFor } from './name.ts'

test.for([
  ['notes.txt', 'text/plain', 'notes.txt'],
  ['Week 3 – graphs.MD', 'text/plain', 'Week 3 – graphs.md'],
  ['main.py', 'text/plain', 'main.py.txt'],
  ['page.html', 'text/plain', 'page.html.txt'],
  ['sheet.pdf', 'application/pdf', 'sheet.pdf'],
  ['sheet.pdf.exe', 'application/pdf', 'sheet.pdf.exe.pdf'],
  ['IMG_1.JPEG', 'image/webp', 'IMG_1.webp'],
  ['board.svg', 'image/webp', 'board.svg.webp'],
  ['../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['C:\\Users\\Ada\\a.txt', 'text/plain', 'a.txt'],
  ['..', 'text/plain', 'file.txt'],
  ['.txt', 'text/plain', 'txt.txt'],
  ['   ', 'application/pdf', 'file.pdf'],
  ['.htaccess', 'text/plain', 'htaccess.txt'],
  ['a\r\nSet-Cookie: x=1.txt', 'text/plain', 'a Set-Cookie_ x=1.txt'],
  ['invoice\u202Efdp.txt', 'text/plain', 'invoicefdp.txt'],
  ['a\u200Bb\u0000c.txt', 'text/plain', 'abc.txt'],
  ['مذكرات 📚.pdf', 'application/pdf', 'مذكرات 📚.pdf'],
  [`${'x'.repeat(250)}.pdf`, 'application/pdf', `${'x'.repeat(100)}.pdf`],
] as const)('%s as %s is shown as %s', ([sent, mediaType, shown]) => {
  expect(nameFor(sent, mediaType)).toBe(shown)
})

test('a header names a file in any script, and nothing of it leaves its quotes', () => {
  expect(disposition('attachment', `a"b';c.txt`)).toBe(
    `attachment; filename="a_b__c.txt"; filename*=UTF-8''a%22b%27%3Bc.txt`,
  )
  expect(disposition('inline', 'é 📚.pdf')).toBe(
    `inline; filename="_ __.pdf"; filename*=UTF-8''%C3%A9%20%F0%9F%93%9A.pdf`,
  )
})
