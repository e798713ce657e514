import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchCourses } from '#contract/courses.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
let student: TestStudent

const catalogue = [
  ['CS 161', 'Design and Analysis of Algorithms', 'Dr. Miriam Noor'],
  ['CS 106A', 'Programming Methodology', 'Dr. Ken Adeyemi'],
  ['CS 145', 'Database Systems', 'Dr. Lucía Fernández'],
  ['MATH 51', 'Linear Algebra and Multivariable Calculus', 'Dr. Ken Adeyemi'],
  ['BIO 161', 'Organismal Biology', 'Dr. Ruth Okafor'],
  ['ART 12', 'Drawing: 100% Charcoal', 'Prof. Snake_Case'],
  ['PHYS21', 'Mechanics', 'Dr. Ines Bauer'],
] as const

beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  student = await home.student()
  for (const [code, name, instructor] of catalogue) await home.course({ code, name, instructor })
  await home.course({ code: 'CS 161', section: '9', semester: 'Spring 2026' })
  await home.course({ code: 'CS 161', section: '8', isActive: false })
  await (await campus(server)).course({ code: 'CS 161', section: '7' })
})
afterAll(() => server.close())

const search = async (q?: string) => {
  const { items } = await student.call(searchCourses, {
    query: { limit: 100, ...(q !== undefined && { q }) },
  })
  return items.map(({ code }) => code)
}

/** Ids of the whole list, read page by page. */
async function pages(who: TestStudent, limit: number, q?: string): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: { id: string }[]; nextCursor: string | null } = await who.call(searchCourses, {
      query: { limit, ...(q && { q }), ...(cursor && { cursor }) },
    })
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor)
  return ids
}

test.for([
  ['CS 161', 'CS 161'],
  ['cs161', 'CS 161'],
  ['  Cs  161 ', 'CS 161'],
  ['phys 21', 'PHYS21'],
  ['algorithms', 'CS 161'],
  ['algoritms', 'CS 161'],
  ['databse', 'CS 145'],
  ['datbase sytems', 'CS 145'],
  ['dtaabase', 'CS 145'],
  ['calclus', 'MATH 51'],
  ['bioloyg', 'BIO 161'],
  ['linear algbra', 'MATH 51'],
  ['noor', 'CS 161'],
  ['fernández', 'CS 145'],
  ['FERNÁNDEZ', 'CS 145'],
  ['okafr', 'BIO 161'],
  ['100%', 'ART 12'],
] as const)('%o finds %s first', async ([q, code]) => {
  expect((await search(q))[0]).toBe(code)
})

test.for([
  ['c', ['CS 106A', 'CS 145', 'CS 161']],
  ['cs', ['CS 106A', 'CS 145', 'CS 161']],
  ['cs1', ['CS 106A', 'CS 145', 'CS 161']],
  ['cs 1', ['CS 106A', 'CS 145', 'CS 161']],
  ['cs16', ['CS 161']],
] as const)('while typing, %o brings up those whose code begins so', async ([q, codes]) => {
  expect((await search(q)).slice(0, codes.length).sort()).toEqual(codes)
})

test('a name shared by several finds them all', async () => {
  expect((await search('adeyemi')).sort()).toEqual(['CS 106A', 'MATH 51'])
})

test.for([
  ['%', ['ART 12']],
  ['_', ['ART 12']],
  ['\\', []],
] as const)('%o stands for itself', async ([q, codes]) => {
  expect(await search(q)).toEqual(codes)
})

test('what is like nothing finds nothing', async () => {
  expect(await search('zzzzqqqq')).toEqual([])
})

test('without words all courses of the term come, by code; those of others never', async () => {
  const codes = catalogue.map(([code]) => code).sort()
  expect(await search()).toEqual(codes)
  expect(await search('  ')).toEqual(codes)
})

test('a university that names no term shows every active course', async () => {
  const other = await campus(server)
  await server.database.pool.query('UPDATE universities SET current_semester = NULL WHERE id = $1', [
    other.university.id,
  ])
  for (const semester of ['Spring 2025', 'Fall 2025', 'Fall 2026'])
    await other.course({ code: 'A 1', semester })
  await other.course({ code: 'A 2', isActive: false })
  expect(new Set(await pages(await other.student(), 1)).size).toBe(3)
})

test.for([undefined, 'seminar', 'cs'])('a long list (%o) comes page by page, each once', async (q) => {
  const large = await campus(server)
  await server.database.pool.query(
    `INSERT INTO courses (code, section, name, semester, university_id)
     SELECT CASE WHEN n % 3 = 0 THEN 'CS ' ELSE 'MATH ' END || n / 4, '00' || n % 4, 'Seminar ' || n % 5, 'Fall 2026', $1
     FROM generate_series(1, 230) n`,
    [large.university.id],
  )
  const reader = await large.student()
  const ids = await pages(reader, 100, q)
  expect(ids).toEqual(await pages(reader, 7, q))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe(q === 'cs' ? 76 : 230)
})
