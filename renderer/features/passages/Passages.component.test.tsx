import { axeFaults } from '../../../tests/support/axe-on-screen.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { PassageView } from '../../../shared/api/views.ts'
import { newId } from '../../../shared/domain/ids.ts'
import { AppError } from '../../../shared/errors.ts'
import { inMemoryLibrary, type InMemoryLibrary } from '../../../tests/support/in-memory-library.ts'
import { collectionView, passageView, tagView } from '../../../tests/support/in-memory-places.ts'
import {
  keepHandedOver,
  rowWith as row,
  showPlace,
  stickingOut,
  type HandedOver,
} from '../../../tests/support/place-on-screen.tsx'
import { choices } from '../../commands/registry.ts'
import { createCollections } from '../../stores/collections.ts'
import { createMarks } from '../../stores/marks.ts'
import { memberOf } from './hand-over.ts'
import { Passages } from './Passages.tsx'
import { createPassages } from './passages-store.ts'

let application: InMemoryLibrary
let close: () => void
let opened: PassageView[]
let handedOver: HandedOver

const blame = tagView('Frames/Blame', { hue: 3, lineStyle: 1, definition: 'A party is at fault.' })
const frames = tagView('Frames', { uses: 0 })
const official = tagView('Sources', { hue: 5 })
const articleId = newId()
const rejected = passageView('saying its authors had “ignored residents”', {
  articleId,
  tags: [blame, official],
  note: 'see minutes',
  before: 'The council rejected the report, ',
  after: ' who had warned of the risk.',
})
const vote = passageView('The vote, 19 to 12', { articleId, paragraph: 2 })
const coast = passageView('the council had kept her office in the dark', {
  title: 'We were not told',
  outlet: 'Daily Coast',
  tags: [official],
})
const whole = passageView(null, {
  outlet: 'Daily Coast',
  title: 'We were not told',
  articleId: coast.articleId,
})

beforeEach(async () => {
  await page.viewport(1280, 800)
  application = inMemoryLibrary()
  application.tags = [frames, blame, official]
  application.passages = [rejected, vote, whole, coast]
  opened = []
  handedOver = keepHandedOver()
})
afterEach(() => close())

function open(): void {
  const collections = createCollections(application.client)
  close = showPlace(
    <Passages
      passages={createPassages(application.client)}
      collections={collections}
      marks={createMarks()}
      lastOpened={null}
      onOpen={(passage) => opened.push(passage)}
      onCollect={handedOver.onCollect}
      onTag={handedOver.onTag}
      onExport={handedOver.onExport}
      tagCard={({ definition }) => <p>{definition}</p>}
    />,
    [collections.start()],
  )
}

const shownRows = () =>
  [...document.querySelectorAll('[role="row"][tabindex]')].map(
    (element) => element.querySelector('mark')?.textContent,
  )
const words = page.getByRole('searchbox', { name: 'Words in passage, note or title' })

describe('the list', () => {
  it('shows each passage in its context under its article, with what was made of it', async () => {
    open()
    await expect.element(page.getByRole('heading', { name: 'All passages' })).toBeVisible()
    await expect.element(page.getByRole('heading', { name: rejected.title })).toBeVisible()
    const first = row('ignored residents')
    await expect
      .element(first.getByText(/^The council rejected .* warned of the risk\.$/u))
      .toBeVisible()
    await expect.element(first.getByText('Blame')).toBeVisible()
    await expect.element(first.getByText('see minutes')).toBeVisible()
    expect(await axeFaults()).toEqual([])
    await expect.element(first.getByText('v1, paragraph 1')).toBeVisible()
    const mark = first.element().querySelector('mark')
    expect(mark?.className).toBe('highlight hue-3 line-double')
    expect(shownRows()).toContain('Whole article')
    await expect.element(page.getByText('4 passages · 2 outlets')).toBeVisible()
  })

  it('shows the line under the last words of a passage whole', async () => {
    // It ends its paragraph, so that its last line is the last of all.
    const last = { ...rejected, before: '', after: '' }
    application.passages = [last]
    open()
    const first = row('ignored residents')
    await expect.element(first).toBeVisible()
    const mark = first.element().querySelector('mark')
    const clip = mark?.closest('p')
    if (mark === null || clip === null || clip === undefined) throw new Error('no words')
    const probe = document.createElement('span')
    probe.style.display = 'inline-block'
    mark.append(probe)
    const baseline = probe.getBoundingClientRect().bottom
    probe.remove()
    const { textUnderlineOffset, textDecorationThickness } = getComputedStyle(mark)
    const thickness = Number.parseFloat(textDecorationThickness)
    expect(thickness).toBeGreaterThan(0)
    // Two lines, and as much between them.
    const end = baseline + Number.parseFloat(textUnderlineOffset) + 3 * thickness
    expect(clip.getBoundingClientRect().bottom).toBeGreaterThanOrEqual(end)
  })

  it('is walked by keys, and Enter opens the passage', async () => {
    open()
    await expect.element(row('ignored residents')).toHaveFocus()
    await userEvent.keyboard('jj{ArrowDown}k{Enter}')
    expect(opened).toMatchObject([
      { title: 'We were not told', view: { annotation: whole.view.annotation } },
    ])
    await userEvent.keyboard('{End}{Home}{Enter}')
    expect(opened.at(-1)?.view.annotation.id).toBe(rejected.view.annotation.id)
  })

  it('follows the library; when the focused passage goes, its neighbour has the focus', async () => {
    open()
    await expect.element(row('ignored residents')).toHaveFocus()
    await userEvent.keyboard('j')
    await expect.element(row('The vote')).toHaveFocus()
    application.passages = [rejected, coast]
    application.announce('library.changed', { articleIds: [articleId] })
    await expect.element(row('kept her office')).toHaveFocus()
    application.passages = []
    application.announce('library.changed', { articleIds: [articleId] })
    await expect.element(page.getByRole('heading', { name: 'No passages yet' })).toHaveFocus()
  })

  it('of thousands has few in the page, and the head of their article sticks', async () => {
    application.passages = Array.from({ length: 2_000 }, (_, place) =>
      passageView(`Passage ${place}`, { articleId: application.passages[place % 2]!.articleId }),
    )
    open()
    await expect.element(page.getByRole('grid')).toHaveAttribute('aria-rowcount')
    await userEvent.keyboard('{End}')
    await vi.waitUntil(
      () =>
        document.activeElement?.textContent.includes('Passage 1998') === true ||
        document.activeElement?.textContent.includes('Passage 1999') === true,
    )
    expect(document.querySelectorAll('[role="row"]').length).toBeLessThan(120)
    const grid = page.getByRole('grid').element()
    const stuck = document.querySelector('[data-stuck="true"]')
    await vi.waitUntil(() => stuck?.isConnected === true)
    expect(stuck!.getBoundingClientRect().top).toBeCloseTo(grid.getBoundingClientRect().top, 0)
  })
})

describe('the filters', () => {
  it('narrow by words as they are typed; what was typed stays, Esc clears it', async () => {
    open()
    await expect.element(row('ignored residents')).toHaveFocus()
    await userEvent.keyboard('/')
    await expect.element(words).toHaveFocus()
    await userEvent.keyboard('minutes')
    await vi.waitUntil(() => shownRows().length === 1)
    await expect.element(page.getByText('1 of 4 passages')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await expect.element(row('ignored residents')).toHaveFocus()
    await userEvent.keyboard('/{Escape}')
    await vi.waitUntil(() => shownRows().length === 4)
    await expect.element(words).toHaveFocus()
  })

  it('begin by their key also where a box to tick has the focus, and not where there is nothing', async () => {
    open()
    await page.getByRole('checkbox', { name: 'With a note' }).click()
    await userEvent.keyboard('/')
    await expect.element(words).toHaveFocus()
    expect(choices().map(({ id }) => id)).toContain('list.filter')
    application.passages = []
    application.announce('library.changed', { articleIds: [articleId] })
    await expect.element(page.getByRole('heading', { name: 'No passages yet' })).toBeVisible()
    expect(choices().map(({ id }) => id)).not.toContain('list.filter')
    expect(page.getByText('/ filter').elements()).toEqual([])
  })

  it('by a branch of tags, with its definition, and back to all', async () => {
    open()
    await page.getByRole('button', { name: /^Frames\s*1/u }).click()
    await vi.waitUntil(() => shownRows().length === 1)
    await page.getByRole('button', { name: /^Blame/u }).click()
    await expect.element(page.getByText('A party is at fault.')).toBeVisible()
    expect(row('ignored residents').getByText('Blame', { exact: true }).elements()).toEqual([])
    await page.getByRole('button', { name: /^All passages/u }).click()
    await vi.waitUntil(() => shownRows().length === 4)
  })

  it('by outlet; without a result they can be cleared, and the heading has the focus', async () => {
    open()
    await page.getByRole('combobox', { name: 'Outlet' }).selectOptions('Daily Coast (2)')
    await vi.waitUntil(() => shownRows().length === 2)
    await words.fill('minutes')
    await expect
      .element(
        page.getByText(/^No passage that fits the other filters has “minutes” in its words/u),
      )
      .toBeVisible()
    await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click()
    await vi.waitUntil(() => shownRows().length === 4)
    expect(document.activeElement).not.toBe(document.body)
  })
})

describe('words that no passage has', () => {
  it('but a tag in use has in its name, lead on to what is tagged with it', async () => {
    open()
    await words.fill('blam')
    await expect
      .element(
        page.getByText('No passage has “blam” in its words, its note or its article’s title.'),
      )
      .toBeVisible()
    await page.getByRole('button', { name: 'Show what is tagged “Frames / Blame”' }).click()
    await vi.waitUntil(() => shownRows().length === 1)
    await expect.element(words).toHaveValue('')
    expect(document.activeElement).not.toBe(document.body)
  })
})

describe('marks and collections', () => {
  it('T, L and E take what is marked, wherever the focus is', async () => {
    open()
    await expect.element(row('ignored residents')).toHaveFocus()
    await userEvent.keyboard('tl')
    await userEvent.keyboard('xjx')
    await expect.element(row('The vote')).toHaveAttribute('aria-selected', 'true')
    await userEvent.keyboard('{End}tle')
    await page.getByRole('button', { name: 'Tag', exact: true }).click()
    const both = [rejected, vote].map(({ view }) => ({ kind: 'passage', articleId, view }))
    expect(handedOver.tagged).toEqual([both.slice(0, 1), both, both])
    expect(handedOver.collected).toEqual([[memberOf(rejected)], [rejected, vote].map(memberOf)])
    expect(handedOver.exported).toMatchObject([{ name: 'These 2 passages' }])
    await words.fill('minutes')
    await expect.element(page.getByText('1 row not shown')).toBeVisible()
  })

  it('a collection shows its passages; one that is taken out can be put back', async () => {
    application.collections = [
      collectionView('Chapter 2', [
        memberOf(vote),
        { articleId: coast.articleId, annotationId: null },
      ]),
    ]
    open()
    await page.getByRole('button', { name: /^Chapter 2/u }).click()
    await vi.waitUntil(() => shownRows().length === 3)
    const takeOut = page.getByRole('button', { name: 'Take out of this collection' })
    expect(takeOut.elements()).toHaveLength(1)
    await takeOut.click()
    await expect
      .element(page.getByRole('main').getByText(/was taken out of “Chapter 2”/u))
      .toBeVisible()
    await vi.waitUntil(() => shownRows().length === 2)
    expect(document.activeElement).not.toBe(document.body)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.element(row('The vote')).toBeVisible()
    expect(application.collections[0]?.passages).toBe(1)
  })

  it('a passage that is there with its whole article says so, and goes with it', async () => {
    const article = { articleId: coast.articleId, annotationId: null }
    application.collections = [collectionView('Chapter 2', [memberOf(vote), article])]
    open()
    await page.getByRole('button', { name: /^Chapter 2/u }).click()
    await vi.waitUntil(() => shownRows().length === 3)
    const held = row('kept her office')
    await expect.element(held.getByText(/^With its whole article/u)).toBeVisible()
    await held
      .getByRole('button', { name: 'Take the whole article out of this collection' })
      .click()
    await vi.waitUntil(() => shownRows().length === 1)
    await expect
      .element(
        page
          .getByRole('main')
          .getByText(
            /The article “We were not told” was taken out of “Chapter 2”, and its passages with it/u,
          ),
      )
      .toBeVisible()
    expect(application.collections[0]?.members).toEqual([memberOf(vote)])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.element(row('kept her office')).toBeVisible()
    expect(application.collections[0]?.members).toEqual([memberOf(vote), article])
  })

  it('a passage that is there twice is said to stay with its article', async () => {
    const article = { articleId: coast.articleId, annotationId: null }
    application.collections = [collectionView('Chapter 2', [memberOf(coast), article])]
    open()
    await page.getByRole('button', { name: /^Chapter 2/u }).click()
    await page.getByRole('button', { name: 'Take out of this collection' }).click()
    await expect
      .element(page.getByRole('main').getByText(/still there with its whole article/u))
      .toBeVisible()
    await expect.element(row('kept her office').getByText(/^With its whole article/u)).toBeVisible()
  })
})

it('a failure is told with Retry, and Retry reads again', async () => {
  application.failure = new AppError('disk-error', 'The disk does not answer. Nothing was changed.')
  open()
  await expect
    .element(page.getByText('The disk does not answer. Nothing was changed.'))
    .toBeVisible()
  application.failure = null
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect.element(row('ignored residents')).toBeVisible()
})

it('files that can’t be read are counted, with the way to the sentences on them', async () => {
  const about = (path: string, code: 'document-damaged' | 'changed-meanwhile') => ({
    code,
    message: 'It is kept as it is.',
    path,
  })
  application.machineProblems = [about('/home/ida/settings.json', 'document-damaged')]
  application.problems = [
    about('articles/2026-05/gate/annotations.ida.json', 'document-damaged'),
    about('codebook.json', 'changed-meanwhile'),
  ]
  open()
  const told = page.getByText(/^1 file of this library can’t be read/u)
  await expect.element(told).toBeVisible()
  await expect.element(told.getByRole('link', { name: 'Library' })).toBeVisible()
  application.passages = []
  application.announce('library.changed', { articleIds: [] })
  await expect.element(page.getByRole('heading', { name: 'No passages yet' })).toBeVisible()
  await expect.element(told).toBeVisible()
})

it.each([390, 320])('at %i pixels nothing sticks out', async (width) => {
  await page.viewport(width, 800)
  const article = { articleId: coast.articleId, annotationId: null }
  application.collections = [collectionView('Chapter 2', [memberOf(vote), article])]
  open()
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('button', { name: /^Chapter 2/u }).click()
  await expect.element(row('kept her office').getByText(/^With its whole/u)).toBeVisible()
  expect(stickingOut('main')).toEqual([])
})
