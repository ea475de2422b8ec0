import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { newId } from '../../../shared/domain/ids.ts'
import { axeFaults } from '../../../tests/support/axe-on-screen.ts'
import { inMemoryLibrary, type InMemoryLibrary } from '../../../tests/support/in-memory-library.ts'
import { rowWith as row, showPlace, stickingOut } from '../../../tests/support/place-on-screen.tsx'
import { createCaptures, type Captures } from '../../stores/captures.ts'
import type { Writing } from '../../stores/export-writing.ts'
import { createLibraryStore } from '../../stores/library-store.ts'
import { createStore, type Store } from '../../stores/store.ts'
import { Activity } from './Activity.tsx'

let application: InMemoryLibrary
let captures: Captures
let writing: Store<Writing>
let timesClosed: number
let timesWritten: number
let close: () => void

beforeEach(async () => {
  await page.viewport(1280, 800)
  application = inMemoryLibrary()
  timesClosed = 0
  timesWritten = 0
})
afterEach(() => close())

function open(): void {
  const library = createLibraryStore(application.client)
  captures = createCaptures(application.client, library)
  writing = createStore<Writing>({ phase: 'idle' })
  const intake = { capture: captures.start, chooseSaved: () => undefined }
  const exporting = {
    writing,
    stop: () => undefined,
    show: () => undefined,
    write: async () => void (timesWritten += 1),
  }
  close = showPlace(
    <>
      <button type="button">Behind</button>
      <Activity
        tools={{ library, captures, intake, exporting }}
        onClose={() => (timesClosed += 1)}
      />
    </>,
    [library.start()],
  )
}

const tray = () => page.getByRole('dialog', { name: 'Activity' })
const url = (name: string) => ({ kind: 'address' as const, url: `https://${name}.example/a` })
const segments = () =>
  [...document.querySelectorAll<HTMLElement>('[data-state]')].map(({ dataset }) => dataset['state'])

/** Begins captures, and waits until the application holds each. */
async function begin(...names: string[]): Promise<void> {
  for (const name of names) void captures.start(url(name))
  await expect.poll(() => application.captures.length).toBe(names.length)
}

const refuse = (name: string, code: 'timeout' | 'blocked-address' = 'timeout', facts = {}) => {
  const held = application.captures.find(
    ({ request }) => request.kind === 'address' && request.url.includes(name),
  )
  held?.fail(code, 'No answer in 60 seconds. The address is kept.', facts)
}

describe('the tray', () => {
  it('says so when nothing is under way, has the focus, and is left by Esc', async () => {
    open()
    await expect.element(tray()).toHaveFocus()
    await expect.element(tray()).toMatchTextContent(/Nothing is under way/u)
    await userEvent.keyboard('{Escape}')
    expect(timesClosed).toBe(1)
    expect(await axeFaults()).toEqual([])
  })

  it('tells each capture in its state, a segment each, and counts none as done that is not', async () => {
    open()
    await begin('one', 'two', 'three', 'four')
    application.captures[0]?.succeed('The first')
    refuse('two')
    application.captures[2]?.progress({ step: 'pictures', done: 1, total: 2 })
    await expect.poll(segments).toEqual(['done', 'failed', 'running', 'waiting'])
    await expect.element(tray()).toMatchTextContent(/1 done.*1 not captured.*2 to go/u)
    await expect.element(row('three.example')).toMatchTextContent(/1 of 2/u)
    await expect.element(row('four.example')).toMatchTextContent(/Waiting for its turn/u)
    await expect.element(row('two.example')).toMatchTextContent(/No answer in 60 seconds\./u)
    expect(await axeFaults()).toEqual([])
    await row('three.example').getByRole('button', { name: 'Stop' }).click()
    await expect.poll(segments).toEqual(['done', 'failed', 'stopped', 'waiting'])
    await expect.element(tray()).toMatchTextContent(/1 stopped/u)
    await expect.element(row('three.example')).toMatchTextContent(/Stopped/u)
  })

  it('tries again by R, and the row that took its place has the focus', async () => {
    application.attempts = [
      {
        id: newId(),
        input: 'https://late.example/a',
        at: '2026-11-24T08:00:00.000Z',
        failure: { code: 'timeout', message: 'No answer in 60 seconds. The address is kept.' },
      },
    ]
    open()
    await row('late.example').click()
    await userEvent.keyboard('r')
    await expect.poll(() => application.captures.length).toBe(1)
    await expect.element(row('late.example')).toHaveFocus()
    application.captures[0]?.succeed('It came')
    await expect.element(tray()).toMatchTextContent(/Nothing is under way/u)
    await expect.element(tray()).toHaveFocus()
  })

  it('tries all again at once, and dismisses one by one without losing the focus', async () => {
    open()
    await begin('one', 'two')
    refuse('one')
    refuse('two')
    await page.getByRole('button', { name: 'Retry all 2' }).click()
    await expect.poll(() => application.captures.length).toBe(4)
    application.captures.slice(2).forEach((held) => held.fail('timeout', 'No answer. Kept.'))
    await expect.element(row('two.example')).toMatchTextContent(/Kept\./u)
    await row('two.example').getByRole('button', { name: 'Dismiss' }).click()
    await expect.element(row('two.example')).not.toBeInTheDocument()
    await expect.element(row('one.example')).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{Enter}')
    await expect.element(tray()).toHaveFocus()
  })

  it('offers Allow alone where an address of one’s own network was refused', async () => {
    open()
    await begin('intranet')
    refuse('intranet', 'blocked-address', { host: 'intranet.example', port: 443, hop: 0 })
    const refused = row('intranet.example')
    await expect.element(refused).toMatchTextContent(/Allow intranet\.example:443/u)
    expect(refused.getByRole('button', { name: 'Retry' }).elements()).toEqual([])
  })

  it('tells the export as it is: under way, stopped, done', async () => {
    open()
    writing.set({ phase: 'writing', path: '/home/ida/sluice.md', done: 3, total: 12 })
    await expect.element(row('sluice.md')).toMatchTextContent(/Writing, 3 of 12/u)
    const failure = { code: 'cancelled' as const, message: 'Stopped. Nothing was written.' }
    writing.set({ phase: 'failed', path: '/home/ida/sluice.md', failure })
    await expect.element(row('sluice.md')).toMatchTextContent(/Stopped:/u)
    await page.getByRole('button', { name: 'Retry' }).click()
    expect(timesWritten).toBe(1)
    const report = { files: [], passages: 7, leftOut: [], warnings: [] }
    writing.set({ phase: 'written', path: '/home/ida/sluice.md', report })
    await expect.element(row('sluice.md')).toMatchTextContent(/Exported 7 passages/u)
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await expect.element(tray()).toMatchTextContent(/Nothing is under way/u)
  })

  it('is a sheet in a window of 320 pixels, and nothing sticks out of it', async () => {
    await page.viewport(320, 568)
    open()
    await begin('a-very-long-name-of-a-newspaper-from-far-away', 'two')
    refuse('two')
    await expect.element(row('two.example')).toMatchTextContent(/No answer/u)
    expect(stickingOut('dialog')).toEqual([])
    expect(tray().element().getBoundingClientRect().width).toBe(320)
  })
})
