import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Campus, campus } from '../campus.ts'
import { type MailServer, startMailServer } from '../mail-server.ts'
import { type Visit, visit } from './browser.ts'

let mail: MailServer
let site: Visit
let home: Campus
let course: string

beforeAll(async () => {
  mail = await startMailServer()
  site = await visit({ smtpUrl: mail.url })
  home = await campus(site.server)
  course = await home.course({ code: 'CS 161', name: 'Data Structures and Algorithms' })
  // Shares two windows with Ines, so more than Noah will, and one who shares none.
  const week: [number, string, string][] = [
    [1, '09:00', '10:00'],
    [2, '13:00', '14:00'],
  ]
  await home.student({ firstName: 'Bea', courses: [course], week })
  await home.student({ firstName: 'Carl', courses: [course], week: [[6, '20:00', '23:00']] })
})
afterAll(async () => {
  await site.close()
  await mail.close()
})

const password = 'correct horse battery'

/** Signs up, confirms the address by the mailed link, signs in. */
async function join(page: Page, firstName: string): Promise<void> {
  const email = `${firstName.toLowerCase()}@${home.university.domain}`
  await page.goto('/')
  await page.getByRole('link', { name: 'Sign up' }).first().click()
  await page.getByLabel('First name').fill(firstName)
  await page.getByLabel('Last name').fill('Example')
  await page.getByLabel('University e-mail address').fill(email)
  await page.getByText(home.university.name).waitFor()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
  const link = (await mail.letterTo(email)).match(/https?:\S+/)?.[0] ?? ''
  await page.goto(link)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Confirm and sign in' }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(firstName) }).waitFor()
}

async function enrol(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Courses' }).click()
  await page.getByRole('heading', { level: 1, name: /courses/i }).waitFor()
  const search = page.getByRole('searchbox', { name: 'Code, name or instructor' })
  if (!(await search.isVisible())) await page.getByRole('tab', { name: /find/i }).click()
  await search.fill('cs161')
  await page.getByRole('button', { name: 'Join CS 161 section 001' }).click()
  await page.getByRole('button', { name: 'Leave CS 161 section 001' }).waitFor()
}

/** Drags from one cell of the week to another, as a person paints. */
async function paint(page: Page, from: RegExp, to: RegExp): Promise<void> {
  const [a, b] = await Promise.all(
    [from, to].map(async (name) => {
      const cell = page.getByRole('gridcell', { name })
      await cell.scrollIntoViewIfNeeded()
      return cell
    }),
  )
  const start = await a?.boundingBox()
  const end = await b?.boundingBox()
  if (!start || !end) throw new Error('the cells are not on the screen')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 6 })
  await page.mouse.up()
}

async function openHours(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Hours' }).click()
  await page.getByRole('grid', { name: 'Free hours of the week' }).waitFor()
}

test('two new students sign up, find each other, connect and write', async () => {
  const desk = { width: 1440, height: 900 }
  const [ines, noah] = await Promise.all([site.person({ viewport: desk }), site.person({ viewport: desk })])
  await join(ines, 'Ines')
  await join(noah, 'Noah')
  await enrol(ines)
  await enrol(noah)

  // Ines: Monday and Tuesday 9:00–14:00. Noah: Monday 10:30–12:00 and Wednesday 10:30–12:00.
  await openHours(ines)
  await paint(ines, /^Monday 9:00 AM/, /^Tuesday 1:30 PM/)
  await ines.getByText('10 hr a week').waitFor()
  await ines.getByText('Saved').waitFor()
  await openHours(noah)
  await paint(noah, /^Monday 10:30 AM/, /^Monday 11:30 AM/)
  await paint(noah, /^Wednesday 10:30 AM/, /^Wednesday 11:30 AM/)
  await noah.getByText('3 hr a week').waitFor()
  await noah.getByText('Saved').waitFor()

  await ines.goto(`/courses/${course}`)
  const cards = ines.getByRole('article')
  await cards.nth(2).waitFor()
  expect(await cards.getByRole('heading').allTextContents()).toEqual([
    'Bea Test',
    'Noah Example',
    'Carl Test',
  ])
  const noahCard = cards.nth(1)
  expect(await noahCard.getByRole('list', { name: 'Hours you both have free' }).textContent()).toMatch(
    /Mon\s*10:30\sAM\s–\s12:00\sPM/,
  )
  await noahCard.getByText('1 hr 30 min together a week').waitFor()

  await noahCard.getByRole('button', { name: 'Connect with Noah Example' }).click()
  await ines.getByLabel(/First message/).fill('Shall we go through the exercises on Monday?')
  await ines.getByRole('button', { name: 'Send request' }).click()
  await noahCard.getByText('Asked', { exact: true }).waitFor()

  await noah.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Partners' }).click()
  await noah.getByText('Shall we go through the exercises on Monday?').waitFor()
  await noah.getByRole('button', { name: 'Accept Ines Example' }).click()

  await noah.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Messages' }).click()
  await noah.getByRole('link', { name: /Ines Example/ }).click()
  await noah.getByRole('textbox', { name: /message/i }).fill('Yes! 10:30 in the library?')
  await noah.keyboard.press('Enter')

  await ines.goto('/conversations')
  await ines.getByRole('link', { name: /Noah Example/ }).click()
  await ines.getByRole('region', { name: 'Messages' }).getByText('Yes! 10:30 in the library?').waitFor()
  await ines.getByRole('textbox', { name: /message/i }).fill('See you there <b>at</b> 10:30')
  await ines.keyboard.press('Enter')
  await noah.getByRole('region', { name: 'Messages' }).getByText('See you there <b>at</b> 10:30').waitFor()
})

test('an unknown university is told so before anything is sent', async () => {
  const page = await site.person()
  await page.goto('/sign-up')
  await page.getByLabel('University e-mail address').fill('someone@nowhere.example')
  await page.getByLabel('First name').focus()
  await page.getByText(/nowhere\.example/).waitFor()
})
