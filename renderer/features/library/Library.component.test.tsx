import '../../styles/tokens.css'
import '../../styles/base.css'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  inMemoryLibrary,
  listItem,
  type InMemoryLibrary,
} from '../../../tests/support/in-memory-library.ts'
import { createCaptures } from '../../stores/captures.ts'
import type { CollectionMember } from '../../../shared/domain/collection.ts'
import type { Handed } from '../../stores/handed.ts'
import { createLibraryStore } from '../../stores/library-store.ts'
import { createMarks } from '../../stores/marks.ts'
import { LiveRegion } from '../../ui/LiveRegion.tsx'
import { createIntake } from './intake.ts'
import { Library } from './Library.tsx'
import { WindowIntake } from './WindowIntake.tsx'

let application: InMemoryLibrary
let root: Root
let host: HTMLElement
let stop: () => void
let opened: string[]
let collected: (readonly CollectionMember[])[]
let exported: Handed[]

beforeEach(() => {
  application = inMemoryLibrary()
  opened = []
  collected = []
  exported = []
  host = document.body.appendChild(document.createElement('div'))
  host.style.cssText = 'display: grid; height: 600px'
})
afterEach(() => {
  stop()
  root.unmount()
  host.remove()
})

function open(): void {
  const library = createLibraryStore(application.client)
  const captures = createCaptures(application.client, library)
  const intake = createIntake(captures)
  stop = library.start()
  root = createRoot(host)
  root.render(
    <>
      <Library
        library={library}
        captures={captures}
        intake={intake}
        marks={createMarks()}
        lastRead={null}
        onOpen={(id) => opened.push(id)}
        onCollect={(members) => collected.push(members)}
        onExport={(handed) => exported.push(handed)}
      />
      <WindowIntake intake={intake} onTaken={() => undefined} />
      <LiveRegion />
    </>,
  )
}

/** Pastes words where the focus is, as Ctrl+V does. */
function paste(text: string): void {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  document.activeElement?.dispatchEvent(event)
}

const row = (name: string | RegExp) => page.getByRole('row').filter({ hasText: name })
const focusedRow = (): string => document.activeElement?.textContent ?? ''
const held = (count: number) => vi.waitUntil(() => application.captures.length === count)
const blocked =
  'This address is on your own network. Nothing was fetched; allow it if you trust it.'
const prose =
  'The gate that nobody mended\n\nThe board was told three winters running that it would not hold.'

describe('the rows', () => {
  it('tell outlet, passages, versions and what was found again', async () => {
    const item = listItem('Council rejects flood report', {
      lastUnchanged: new Date().toISOString(),
      passages: [
        { start: 0, end: 0.1, hue: 1 },
        { start: 0.5, end: 0.6, hue: null },
      ],
    })
    application.articles = [{ ...item, row: { ...item.row, versions: 2 } }]
    open()
    const article = row('Council rejects')
    await expect.element(article.getByText('Harbour Post')).toBeVisible()
    await expect.element(article.getByText('2 passages')).toBeVisible()
    await expect.element(article.getByText(/^2 versions · same text on \d+ \w+$/u)).toBeVisible()
    await expect.element(page.getByText('1 article', { exact: true }).first()).toBeVisible()
  })

  it('appear at once for a capture, show its progress, and become the article', async () => {
    application.articles = [listItem('Older')]
    open()
    await expect.element(row('Older')).toHaveFocus()
    paste('https://harbourpost.example/news/771')
    await expect.element(row('harbourpost.example/news/771')).toBeVisible()
    await held(1)
    application.captures[0]!.progress({ step: 'pictures', done: 11, total: 27 })
    await expect.element(row('harbourpost.example').getByText(/11 of 27/u)).toBeVisible()
    await expect.element(page.getByRole('progressbar')).toHaveAttribute('value')
    application.captures[0]!.succeed('Pumps for Quay Street', ['One picture is missing.'])
    await expect.element(row('Pumps for Quay Street')).toBeVisible()
    await expect.element(row('Pumps').getByText('One picture is missing.')).toBeVisible()
    await expect.element(page.getByText('Captured: Pumps for Quay Street.')).toBeInTheDocument()
    expect(page.getByRole('progressbar').elements()).toEqual([])
  })

  it('say why a capture failed, and try again after allowing a host, keeping the focus', async () => {
    open()
    await expect.element(page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()
    const box = page.getByRole('textbox', { name: 'Address to capture' })
    await box.fill('http://127.0.0.1:8093/post')
    await userEvent.keyboard('{Enter}')
    await held(1)
    const facts = { host: '127.0.0.1', port: 8093, hop: 0 }
    application.captures[0]!.fail('blocked-address', blocked, facts)
    const failed = row('127.0.0.1:8093/post')
    await expect.element(failed.getByText('This address is on your own network.')).toBeVisible()
    await expect.element(box).toHaveFocus()
    await failed.getByRole('button', { name: 'Allow 127.0.0.1:8093' }).click()
    await held(2)
    expect(application.allowed).toEqual(['127.0.0.1:8093'])
    await expect.element(failed.getByRole('button', { name: 'Stop' })).toBeVisible()
    await expect.element(failed).toHaveFocus()
    application.captures[1]!.succeed('Council rejects flood report')
    await expect.element(row('Council rejects')).toHaveFocus()
    expect(application.attempts).toEqual([])
  })

  it('keep a stopped capture, to try it again or dismiss it', async () => {
    application.articles = [listItem('Older')]
    open()
    await expect.element(row('Older')).toHaveFocus()
    paste('https://a.example/1')
    await held(1)
    await row('a.example/1').getByRole('button', { name: 'Stop' }).click()
    const stopped = row('a.example/1')
    await expect.element(stopped.getByText('Stopped.', { exact: true })).toBeVisible()
    await stopped.getByRole('button', { name: 'Retry' }).click()
    await held(2)
    application.captures[1]!.fail('timeout', 'The site did not answer.')
    await row('a.example/1').getByRole('button', { name: 'Dismiss' }).click()
    await expect.element(row('Older')).toHaveFocus()
    expect(application.attempts).toEqual([])
  })
})

describe('the keyboard', () => {
  beforeEach(() => {
    const moment = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
    application.articles = ['First', 'Second', 'Third'].map((title, place) => {
      const item = listItem(title)
      return { ...item, row: { ...item.row, capturedAt: moment(place) } }
    })
  })

  it('walks the rows, stops at the ends, opens with Enter', async () => {
    open()
    await expect.element(row('First')).toHaveFocus()
    await userEvent.keyboard('j')
    expect(focusedRow()).toContain('Second')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}j')
    expect(focusedRow()).toContain('Third')
    await userEvent.keyboard('k{Home}k')
    expect(focusedRow()).toContain('First')
    await userEvent.keyboard('{End}{Enter}')
    expect(opened).toEqual([application.articles[2]!.row.id])
  })

  it('marks rows; what is marked is collected and exported, else the active row', async () => {
    open()
    const [first, second] = application.articles.map(({ row: { id } }) => ({
      articleId: id,
      annotationId: null,
    }))
    await expect.element(row('First')).toHaveFocus()
    await userEvent.keyboard('l')
    expect(collected).toEqual([[first]])
    await userEvent.keyboard('xjx')
    await expect.element(row('Second')).toHaveAttribute('aria-selected', 'true')
    await expect.element(page.getByText('2 marked')).toBeVisible()
    await userEvent.keyboard('{End}le')
    expect(collected[1]).toEqual([first, second])
    expect(exported).toMatchObject([
      { kind: 'members', name: 'These 2 articles', members: [first, second] },
    ])
    await page.getByRole('button', { name: 'Unmark' }).click()
    await expect.element(row('Third')).toHaveFocus()
    expect(page.getByText('2 marked').elements()).toEqual([])
  })

  it('reaches a row’s actions by the arrows, and only those of the active row by Tab', async () => {
    const failure = { code: 'timeout' as const, message: 'The site did not answer.' }
    const at = new Date(Date.now() - 60_000 * 60).toISOString()
    application.attempts = [
      { id: '01jd9w3zkq4m6n8p0r2s4t6v8x', input: 'https://a.example/', at, failure },
    ]
    open()
    await expect.element(row('First')).toHaveFocus()
    const retry = page.getByRole('button', { name: 'Retry' })
    await expect.element(retry).toHaveAttribute('tabindex', '-1')
    await userEvent.keyboard('{End}{ArrowRight}')
    await expect.element(retry).toHaveFocus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}')
    await expect.element(retry).toHaveFocus()
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(row('a.example')).toHaveFocus()
  })

  it('types letters into the address box instead of walking', async () => {
    open()
    const box = page.getByRole('textbox', { name: 'Address to capture' })
    await box.click()
    await userEvent.keyboard('jk')
    await expect.element(box).toHaveValue('jk')
  })

  it('walks a list of thousands, of which few are in the page', async () => {
    application.articles = Array.from({ length: 3_000 }, (_, place) => listItem(`Piece ${place}`))
    open()
    await expect.element(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3001')
    await vi.waitUntil(() => document.activeElement?.getAttribute('aria-rowindex') === '2')
    await userEvent.keyboard('{End}')
    const last = document.activeElement?.getAttribute('aria-rowindex')
    expect(last).toBe('3001')
    expect(document.querySelectorAll('[role="row"]').length).toBeLessThan(120)
    page.getByRole('grid').element().scrollTop = 0
    await expect.element(page.getByRole('row').first()).toBeVisible()
    await userEvent.keyboard('k')
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('3000')
  })
})

describe('what comes in', () => {
  it('stays in the box, with the sentence, when it is no address', async () => {
    open()
    const box = page.getByRole('textbox', { name: 'Address to capture' })
    await box.fill('flood minutes')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText(/“flood minutes” is not a web address/u)).toBeVisible()
    await expect.element(box).toHaveValue('flood minutes')
    expect(application.captures).toEqual([])
  })

  it('is captured address by address when a list is pasted into the box', async () => {
    open()
    await expect.element(page.getByRole('textbox', { name: 'Address to capture' })).toHaveFocus()
    paste('https://a.example/1\nhttps://a.example/2')
    await held(2)
    await expect.element(row('a.example/2')).toBeVisible()
  })

  it('opens a form for a pasted text, which keeps the text when it cannot be kept', async () => {
    open()
    await expect.element(page.getByRole('textbox')).toHaveFocus()
    paste(prose)
    await page.getByLabelText('Outlet').fill('Sallow Review')
    const keep = page.getByRole('button', { name: 'Keep this text' })
    await keep.click()
    await held(1)
    application.captures[0]!.fail('disk-full', 'The disk is full. Nothing was written.')
    await expect.element(page.getByText('The disk is full. Nothing was written.')).toBeVisible()
    await expect.element(page.getByLabelText(/^Text/u)).toHaveValue(prose)
    await keep.click()
    await held(2)
    expect(application.captures[1]!.request).toMatchObject({
      kind: 'text',
      text: prose,
      outlet: 'Sallow Review',
    })
    application.captures[1]!.succeed('The gate that nobody mended')
    await expect
      .element(page.getByRole('link', { name: 'The gate that nobody mended' }))
      .toBeVisible()
    expect(page.getByLabelText(/^Text/u).elements()).toEqual([])
    await expect.element(page.getByRole('textbox', { name: 'Address to capture' })).toHaveFocus()
  })

  it('is a dropped page; a picture is refused by name', async () => {
    application.articles = [listItem('Older')]
    open()
    await expect.element(row('Older')).toHaveFocus()
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['<p>A page</p>'], 'minutes.html'))
    dataTransfer.items.add(new File(['x'], 'quay.png'))
    for (const type of ['dragover', 'drop'])
      document.activeElement?.dispatchEvent(
        new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
      )
    await held(1)
    expect(application.captures[0]!.request).toMatchObject({ kind: 'file', name: 'minutes.html' })
    await expect.element(page.getByText(/“quay.png” was not added/u)).toBeVisible()
  })
})
