import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  inMemoryLibrary,
  listItem,
  type InMemoryLibrary,
} from '../../../tests/support/in-memory-library.ts'
import { showLibrary } from '../../../tests/support/library-on-screen.tsx'
import {
  keepHandedOver,
  rowWith as row,
  stickingOut,
} from '../../../tests/support/place-on-screen.tsx'
import { AppError } from '../../../shared/errors.ts'

let application: InMemoryLibrary
let close: () => void
let opened: string[]
let handedOver: ReturnType<typeof keepHandedOver>

beforeEach(async () => {
  await page.viewport(1280, 800)
  application = inMemoryLibrary()
  opened = []
  handedOver = keepHandedOver()
})
afterEach(() => close())

function open(): void {
  close = showLibrary(application, { handedOver, onOpen: (id) => opened.push(id) })
}

/** Pastes words where the focus is, as Ctrl+V does. */
function paste(text: string): void {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  document.activeElement?.dispatchEvent(event)
}

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

  it('marks rows; what is marked is tagged, collected and exported, else the active row', async () => {
    open()
    const [first, second] = application.articles.map(({ row: { id } }) => ({
      articleId: id,
      annotationId: null,
    }))
    await expect.element(row('First')).toHaveFocus()
    await userEvent.keyboard('tl')
    expect(handedOver.collected).toEqual([[first]])
    await userEvent.keyboard('xjx')
    await expect.element(row('Second')).toHaveAttribute('aria-selected', 'true')
    await expect.element(page.getByText('2 marked')).toBeVisible()
    await expect.element(page.getByText('T tag 2')).toBeVisible()
    await userEvent.keyboard('{End}tle')
    await page.getByRole('button', { name: 'Tag', exact: true }).click()
    const both = [first, second].map((each) => ({ kind: 'article', articleId: each?.articleId }))
    expect(handedOver.tagged).toEqual([both.slice(0, 1), both, both])
    expect(handedOver.collected[1]).toEqual([first, second])
    expect(handedOver.exported).toMatchObject([
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
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowLeft}{ArrowLeft}')
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

describe('what is wrong with the library', () => {
  const gate = 'articles/2026-05/the-gate-that-nobody-mended-1a2b3c4d'
  const problems = [
    {
      code: 'document-damaged' as const,
      message:
        '“codebook.json” is damaged (it ends in the middle). It is kept as it is and nothing is written over it; put a good copy in its place, from a backup, and open it again.',
      path: 'codebook.json',
    },
    {
      code: 'document-newer' as const,
      message: `“${gate}/article.json” was written by a newer Pressmark, so it is neither shown nor changed. Update Pressmark to work with it.`,
      path: `${gate}/article.json`,
    },
  ]
  const told = page.getByRole('region', { name: 'Problems of this library' })

  it('stands above the rows, with where the file lies and what to do', async () => {
    application.articles = [listItem('Older')]
    application.problems = problems
    open()
    await expect.element(row('Older')).toBeVisible()
    await expect.element(told.getByText(/put a good copy in its place/u)).toBeVisible()
    await expect.element(told.getByText('/library/codebook.json', { exact: true })).toBeVisible()
    await expect.element(told.getByText(/Update Pressmark/u)).toBeVisible()
    await expect.element(told.getByText(`/library/${gate}/article.json`)).toBeVisible()
    application.problems = []
    application.announce('library.changed', { articleIds: [] })
    await expect.element(told).not.toBeInTheDocument()
    await expect.element(row('Older')).toBeVisible()
  })

  it('includes what lies on this machine, by its whole path', async () => {
    const path = '/home/ida/.local/share/pressmark/settings.json'
    application.machineProblems = [{ code: 'document-damaged', message: 'It was put aside.', path }]
    open()
    await expect.element(told.getByText(path, { exact: true })).toBeVisible()
  })

  it('includes that nothing can be written', async () => {
    application.readOnly = 'This library was written by a newer Pressmark and is open to read only.'
    open()
    await expect.element(told.getByText(application.readOnly)).toBeVisible()
  })

  it('can be read again after a failure', async () => {
    open()
    await expect.element(page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()
    application.failure = new AppError('disk-error', 'The disk does not answer. Nothing was lost.')
    application.announce('library.changed', { articleIds: [] })
    await expect.element(told.getByText(/^The disk does not answer/u)).toBeVisible()
    application.failure = null
    await told.getByRole('button', { name: 'Retry' }).click()
    await expect.element(told).not.toBeInTheDocument()
  })

  it.each([390, 320])('wraps at %i pixels, and leaves room for the rows', async (width) => {
    await page.viewport(width, 700)
    application.articles = [listItem('Older')]
    application.problems = Array.from({ length: 12 }, (_, place) =>
      problems.map((problem) => ({ ...problem, path: `${problem.path}.${place}` })),
    ).flat()
    open()
    await expect.element(row('Older')).toBeVisible()
    await expect.element(told).toBeVisible()
    expect(stickingOut('main')).toEqual([])
    expect(told.element().getBoundingClientRect().height).toBeLessThan(0.4 * 700)
    expect(told.element().scrollWidth).toBe(told.element().clientWidth)
    told.element().scrollTop = 100_000 // the last sentence can be reached
    expect(told.element().scrollTop).toBeGreaterThan(0)
  })
})

describe('what is too long', () => {
  it('is told by its field before anything is sent, with everything as typed', async () => {
    open()
    await expect.element(page.getByRole('textbox')).toHaveFocus()
    paste(prose)
    const outlet = page.getByLabelText('Outlet')
    await outlet.fill('x'.repeat(612))
    await page.getByLabelText(/^Address, if/u).fill('no address')
    await page.getByRole('button', { name: 'Keep this text' }).click()
    await expect
      .element(page.getByText(/An outlet has at most 500 characters, and this has 612/u))
      .toBeVisible()
    await expect.element(page.getByText(/“no address” is not a web address/u)).toBeVisible()
    await expect.element(outlet).toHaveFocus()
    await expect.element(outlet).toHaveAttribute('aria-invalid', 'true')
    await expect.element(outlet).toHaveValue('x'.repeat(612))
    expect(application.captures).toEqual([])
    await outlet.fill('Sallow Review')
    await page.getByLabelText(/^Address, if/u).fill('')
    await page.getByRole('button', { name: 'Keep this text' }).click()
    await held(1)
    expect(application.captures[0]!.request).toMatchObject({ outlet: 'Sallow Review', text: prose })
  })
})
