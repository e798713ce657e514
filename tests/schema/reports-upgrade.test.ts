import { readdir, readFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../database.ts'

const folder = new URL('../../prisma/migrations/', import.meta.url)

test('reports and actions of before have their university, and stay', async () => {
  const database = await testDatabase('template0')
  onTestFinished(() => database.close())
  const { pool } = database
  const apply = async (name: string) => {
    const sql = await readFile(new URL(`${name}/migration.sql`, folder), 'utf8')
    await pool.query(`BEGIN; ${sql}; COMMIT`)
  }
  const names = (await readdir(folder)).filter((name) => /^\d+_/.test(name)).sort()
  const upgrade = names.findIndex((name) => name.endsWith('_evidence_and_roles'))
  for (const name of names.slice(0, upgrade)) await apply(name)
  await pool.query(`
    INSERT INTO universities (name, domain) VALUES ('Old University', 'old.example');
    INSERT INTO users (email, first_name, last_name, university)
    SELECT n || '@old.example', 'Ada', 'Test', 'Old University' FROM generate_series(1, 3) n;
    INSERT INTO reports (reporter_id, subject_id, kind, reason)
    SELECT r.id, s.id, 'person', 'spam' FROM users r, users s WHERE r.email LIKE '1@%' AND s.email LIKE '2@%';
    INSERT INTO staff_actions (report_id, staff_id, subject_id, action)
    SELECT r.id, u.id, r.subject_id, 'warn' FROM reports r, users u WHERE u.email LIKE '3@%'`)
  for (const name of names.slice(upgrade)) await apply(name)
  await pool.query(`DELETE FROM users WHERE email LIKE '2@%'`)
  const { rows } = await pool.query(`
    SELECT r.university, r.subject_id, a.action, a.role FROM reports r JOIN staff_actions a ON a.report_id = r.id`)
  expect(rows).toEqual([{ university: 'Old University', subject_id: null, action: 'warn', role: null }])
})
