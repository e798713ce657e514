import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchCourses } from '#contract/courses.ts'
import { campus } from '../../../../tests/campus.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let student: TestStudent

/** By how well each fits "statistics", and two of each kind, so that a page ends between and within ranks. */
beforeAll(async () => {
  server = await testServer()
  const home = await campus(server)
  student = await home.student()
  const kinds = [
    ['STATISTICS', 'Methods'], // the code begins so
    ['MATH', 'Statistics'], // the word itself
    ['ECON', 'Statistical Thinking'], // like it
  ] as const
  for (const [prefix, name] of kinds)
    for (const section of ['1', '2']) await home.course({ code: `${prefix} 1`, name, section })
  await home.course({ code: 'ART 1', name: 'Drawing' })
})
afterAll(() => server.close())

test.for([1, 2, 3, 4, 100])('%i a page, the best come first and each once', async (limit) => {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: { code: string; section: string }[]; nextCursor: string | null } =
      await student.call(searchCourses, { query: { q: 'statistics', limit, ...(cursor && { cursor }) } })
    seen.push(...page.items.map(({ code, section }) => `${code}-${section}`))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toEqual(['STATISTICS 1-1', 'STATISTICS 1-2', 'MATH 1-1', 'MATH 1-2', 'ECON 1-1', 'ECON 1-2'])
})
