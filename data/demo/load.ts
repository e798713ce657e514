import pg from 'pg'
import { hashPassword } from '#features/accounts/password.ts'
import { diskFiles } from '#platform/files.ts'
import { type Campus, createCampus } from './campus.ts'
import { copyRows } from './copy.ts'
import { fillConnections } from './fill-connections.ts'
import { drawPicture, pictureFile, pictureIds } from './pictures.ts'
import { type CampusPlan, campusPlan, university } from './plan.ts'
import { removeDemo } from './remove.ts'
import { columns, courseRows, enrolmentRows, profileRow, type Row, slotRows, userRow } from './rows.ts'
import { insertSample } from './sample.ts'
import { type DemoSignIn, demoSignIns } from './sign-ins.ts'
import type { Student } from './student.ts'

export interface DemoOptions extends Partial<CampusPlan> {
  databaseUrl: string
  /** Where the pictures go, as `pictures/<id>.webp`. */
  filesDirectory: string
  /** Removes the demo campus that is there first, in the same transaction. */
  reset?: boolean
  /** Told now and then how far a step is; `done` reaches `total`. */
  onProgress?: (step: string, done: number, total: number) => void
}

export interface DemoSummary {
  students: number
  courses: number
  enrolments: number
  slots: number
  connections: number
  messages: number
  signIns: DemoSignIn[]
}

export class DemoPresent extends Error {}

/** Any number, the same for every process that loads. */
const lock = 20_261_120

/**
 * Loads the demo campus and, where they are not yet, the specification's sample rows, in one transaction
 * with all constraints and triggers at work.
 * @throws DemoPresent when it is there already; nothing is changed then
 * @throws PlanError when the sizes asked for do not go together
 */
export async function loadDemo(options: DemoOptions): Promise<DemoSummary> {
  const { databaseUrl, filesDirectory, reset = false, onProgress = () => {} } = options
  const plan = campusPlan(options)
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // a lost connection also rejects the query under way
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [lock])
    const removed = await clearTheWay(client, reset, onProgress)
    onProgress('timetable', 0, 1)
    const campus = createCampus(plan)
    onProgress('timetable', 1, 1)
    await drawPictures(filesDirectory, onProgress)
    const counts = await fill(client, campus, onProgress)
    await insertSample(client)
    await client.query('COMMIT')
    await removePictures(filesDirectory, removed)
    await refreshStatistics(client, onProgress)
    return { students: plan.students, courses: campus.courses.length, ...counts, signIns: demoSignIns }
  } finally {
    await client.end()
  }
}

type OnProgress = NonNullable<DemoOptions['onProgress']>

/** Answers the files of the pictures that a removed campus leaves behind. */
async function clearTheWay(client: pg.Client, reset: boolean, onProgress: OnProgress): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM universities WHERE name = $1 OR domain = $2',
    [university.name, university.domain],
  )
  const present = rows[0]
  if (!present) return []
  if (!reset)
    throw new DemoPresent(`${present.name} is there already; nothing was changed. --reset loads it anew.`)
  onProgress('removal', 0, 1)
  const files = await removeDemo(client, present.name)
  onProgress('removal', 1, 1)
  return files
}

async function fill(client: pg.Client, campus: Campus, onProgress: OnProgress) {
  const { students } = campus.plan
  const copy = (table: keyof typeof columns, rows: Iterable<Row>) =>
    copyRows(client, `${table} (${columns[table]})`, rows)
  const ofStudents = (step: string, rowsOf: (student: Student) => Row[]) =>
    eachStudent(campus, step, rowsOf, onProgress)

  await client.query(
    'INSERT INTO universities (id, name, domain, time_zone, current_semester) VALUES ($1, $2, $3, $4, $5)',
    [campus.universityId, university.name, university.domain, university.timeZone, university.semester],
  )
  await copy('courses', courseRows(campus))
  const passwordHash = await hashPassword(demoSignIns[0]?.password ?? '')
  await copy('users', ofStudents('students', userRow(passwordHash)))
  await copy('user_profiles', ofStudents('profiles', profileRow(campus)))
  const enrolments = await copy('user_courses', ofStudents('enrolments', enrolmentRows(campus)))
  const slots = await copy('availability', ofStudents('free hours', slotRows(campus)))
  const talked = await fillConnections(client, campus, (step, done) => onProgress(step, done, students))
  return { enrolments, slots, ...talked }
}

function* eachStudent(
  campus: Campus,
  step: string,
  rowsOf: (student: Student) => Row[],
  onProgress: OnProgress,
): Generator<Row> {
  const { students } = campus.plan
  const stride = Math.ceil(students / 200)
  for (let index = 0; index < students; index++) {
    if (index % stride === 0) onProgress(step, index, students)
    yield* rowsOf(campus.student(index))
  }
  onProgress(step, students, students)
}

async function drawPictures(filesDirectory: string, onProgress: OnProgress): Promise<void> {
  const files = diskFiles(filesDirectory)
  for (const [number, id] of pictureIds.entries()) {
    await files.put(pictureFile(id), await drawPicture(number))
    onProgress('pictures', number + 1, pictureIds.length)
  }
}

async function removePictures(filesDirectory: string, removed: string[]): Promise<void> {
  const kept = new Set(pictureIds.map(pictureFile))
  const files = diskFiles(filesDirectory)
  for (const file of removed) if (!kept.has(file)) await files.remove(file)
}

/** Without them the planner would take the campus for empty. */
async function refreshStatistics(client: pg.Client, onProgress: OnProgress): Promise<void> {
  const tables = [
    'universities',
    ...Object.keys(columns),
    'connections',
    'connection_events',
    'mv_active_enrollments',
  ]
  onProgress('statistics', 0, tables.length)
  await client.query('SELECT refresh_active_enrollments()')
  for (const [index, table] of tables.entries()) {
    await client.query(`ANALYZE ${table}`)
    onProgress('statistics', index + 1, tables.length)
  }
}
