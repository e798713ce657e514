import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connected } from '#features/conversations/pair.fixture.ts'
import { campus } from '../campus.ts'
import { desktop, type Visit, visit } from './browser.ts'

let site: Visit
beforeAll(async () => {
  site = await visit()
})
afterAll(() => site.close())

const everyDay = [0, 1, 2, 3, 4, 5, 6].map((day): [number, string, string] => [day, '14:00', '16:30'])

test('a session is proposed out of shared hours, answered with another time, agreed on and in the calendar', async () => {
  const home = await campus(site.server, 'America/New_York')
  const [ada, ben] = [
    await home.student({ firstName: 'Ada', week: everyDay }),
    await home.student({ firstName: 'Ben', week: everyDay }),
  ]
  const { id } = await connected(home, { ada, ben })
  const hers = await site.person({ token: ada.token })
  const his = await site.person({ token: ben.token, viewport: desktop })
  for (const page of [hers, his]) await page.goto(`/conversations/${id}`)

  await hers.getByRole('button', { name: 'Propose a study session' }).click()
  const free = hers.getByRole('list', { name: 'When you are both free' })
  await free.getByRole('button').nth(2).click()
  await hers.getByLabel('Place').fill('Library, room 2')
  expect(await hers.getByLabel('From').inputValue()).toBe('14:00')
  await hers.getByRole('button', { name: 'Propose', exact: true }).click()
  await hers.getByText('Waiting for Ben').waitFor()

  const asked = his.getByRole('region', { name: /^Ada proposed a study session/ })
  await asked.getByText('2:00 – 4:00 PM').waitFor()
  await asked.getByRole('button', { name: 'Another time' }).click()
  await his.getByLabel('From').fill('15:00')
  await his.getByRole('button', { name: 'Propose', exact: true }).click()

  const countered = hers.getByRole('region', { name: /^Ben proposed a study session/ })
  await countered.getByText('3:00 – 5:00 PM').waitFor()
  await hers.getByText(/Another time was proposed/).waitFor()
  await countered.getByRole('button', { name: 'Accept' }).click()
  await his.getByRole('region', { name: /^Ada accepted a study session/ }).waitFor()
  const downloading = his.waitForEvent('download')
  await his.getByRole('link', { name: 'Calendar file' }).click()
  expect((await downloading).suggestedFilename()).toBe('study-session.ics')

  await his.goto('/')
  const week = his.getByRole('region', { name: 'This week' })
  await week.getByText('Library, room 2').waitFor()
  await week.getByRole('link', { name: 'All sessions' }).click()
  await his.getByRole('button', { name: 'Make an address' }).click()
  const url = await his.getByLabel('Address of your calendar').inputValue()
  const calendar = new ICAL.Component(ICAL.parse(await (await fetch(url)).text()))
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
  expect(event.location).toBe('Library, room 2')
  expect(event.duration.toSeconds()).toBe(2 * 60 * 60)
  expect(event.startDate.toJSDate().toLocaleTimeString('en', { timeZone: 'America/New_York' })).toMatch(
    /^3:00:00/,
  )

  await his.goto(`/conversations/${id}`)
  await his.getByRole('button', { name: 'Cancel it' }).click()
  await hers.getByText(/^Ben cancelled a study session/).waitFor()
  await hers.goto('/sessions')
  await hers.getByText('Nothing agreed on yet').waitFor()
})

test('what cannot be proposed is told, and what was entered stays', async () => {
  const { id, ada } = await connected(await campus(site.server))
  const page = await site.person({ token: ada.token })
  await page.goto(`/conversations/${id}`)
  await page.getByRole('button', { name: 'Propose a study session' }).click()
  await page.getByText(/You share no free hours/).waitFor()
  await page.getByLabel('Day').fill('2099-01-05')
  await page.getByLabel('From').fill('15:00')
  await page.getByLabel('Place').fill('My kitchen')
  await page.getByRole('button', { name: 'Propose', exact: true }).click()
  await page.getByText(/more than half a year ahead/).waitFor()
  expect(await page.getByLabel('Place').inputValue()).toBe('My kitchen')
})
