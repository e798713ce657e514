import { randomUUID } from 'node:crypto'
import { hashPassword } from '../src/server/features/accounts/password.ts'
import type { TestServer, TestStudent } from './server.ts'

/** Rows that tests need before their story begins; written straight to the database. */
export interface Campus {
  university: { id: string; name: string; domain: string }
  course(
    fields?: Partial<{
      code: string
      section: string
      name: string
      semester: string
      instructor: string
      isActive: boolean
    }>,
  ): Promise<string>
  student(
    fields?: Partial<{
      firstName: string
      lastName: string
      verified: boolean
      active: boolean
      role: 'student' | 'staff' | 'operator'
      /** Without one nobody signs in by the address. */
      password: string
      courses: string[]
      week: [day: number, start: string, end: string][]
    }>,
  ): Promise<TestStudent>
}

/** A university of its own with courses and students as a test asks for them. */
export async function campus(server: TestServer, timeZone = 'America/Los_Angeles'): Promise<Campus> {
  const { pool } = server.database
  const tag = randomUUID().slice(0, 8)
  const university = { id: randomUUID(), name: `Test University ${tag}`, domain: `${tag}.example` }
  await pool.query(
    'INSERT INTO universities (id, name, domain, time_zone, current_semester) VALUES ($1, $2, $3, $4, $5)',
    [university.id, university.name, university.domain, timeZone, 'Fall 2026'],
  )
  let count = 0
  return {
    university,
    async course({
      code = `CS ${100 + count++}`,
      section = '001',
      name = 'Algorithms',
      semester = 'Fall 2026',
      instructor = 'Dr. Noor',
      isActive = true,
    } = {}) {
      const id = randomUUID()
      await pool.query(
        `INSERT INTO courses (id, code, section, name, semester, instructor, university_id, is_active)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, code, section, name, semester, instructor, university.id, isActive],
      )
      return id
    },
    async student({
      firstName = 'Ada',
      lastName = 'Test',
      verified = true,
      active = true,
      role = 'student',
      password,
      courses = [],
      week = [],
    } = {}) {
      const id = randomUUID()
      const email = `student${count++}@${university.domain}`
      await pool.query(
        `INSERT INTO users (id, email, first_name, last_name, university, is_verified, is_active, role, password_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          id,
          email,
          firstName,
          lastName,
          university.name,
          verified,
          active,
          role,
          password ? await hashPassword(password) : null,
        ],
      )
      for (const course of courses)
        await pool.query('INSERT INTO user_courses (user_id, course_id) VALUES ($1, $2)', [id, course])
      for (const [day, start, end] of week)
        await pool.query(
          'INSERT INTO availability (user_id, day_of_week, start_time, end_time) VALUES ($1, $2, $3, $4)',
          [id, day, start, end],
        )
      return server.signedIn(id, email)
    },
  }
}
