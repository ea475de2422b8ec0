import { axeFaults } from '../../../tests/support/axe-on-screen.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { floodReport } from '../../../tests/support/flood-report.ts'
import { inMemoryArticle, type InMemoryArticle } from '../../../tests/support/in-memory-article.ts'
import { showReader, type ReaderOnScreen } from '../../../tests/support/reader-on-screen.tsx'

let library: InMemoryArticle
let reader: ReaderOnScreen

beforeEach(async () => {
  await page.viewport(1280, 800)
  library = inMemoryArticle(floodReport())
})
afterEach(() => reader.close())

const words = 'Her department declined to comment on the draft.'

/** Three annotations: two on exactly the same words, one from among them. */
async function openThree(): Promise<void> {
  const start = library.text.indexOf(words)
  library.mark({ start, end: start + words.length }, ['Frames/Blame'])
  library.mark({ start, end: start + words.length }, ['Sources/Official'])
  library.mark({ start: start + 15, end: start + 34 }, ['Tone/Alarm'])
  reader = await showReader(library)
  await expect.poll(labels).toEqual(['Alarm', 'Blame', 'Official'])
}

/** The names in the margin; identical annotations stand in the order of their ids, which is chance here. */
const labels = (): string[] =>
  [...document.querySelectorAll('[data-print="no"][aria-hidden] button')]
    .map(({ textContent }) => textContent)
    .toSorted()
const stripes = () => [...document.querySelectorAll('[data-print="no"][aria-hidden] svg g')]
/** The tags of the entry that is chosen in the list of passages. */
const chosen = (): string | undefined =>
  document
    .querySelector('[aria-current="true"]')
    ?.textContent.replace(words, '')
    .replace('declined to comment', '')
/** The notes of what stands, by the name of the tag. */
const notes = () =>
  Object.fromEntries(
    library.annotations
      .filter(({ annotation }) => annotation.removed === null)
      .map(({ annotation, tags }) => [tags[0]?.path.split('/').at(-1) ?? '', annotation.note]),
  )
const popover = () => page.getByRole('toolbar', { name: 'Annotation' })

test('each has a stripe of its own beside the others, and its name', async () => {
  await openThree()
  await expect.poll(() => stripes().length).toBe(3)
  const lefts = stripes().map((stripe) => stripe.getBoundingClientRect().left)
  expect(new Set(lefts).size).toBe(3)
  expect(await axeFaults()).toEqual([])
})

/** Goes round once by `step`, and tells what was held at each. */
async function goRound(step: () => Promise<void>): Promise<(string | undefined)[]> {
  await expect.poll(chosen).toBeTruthy()
  const seen = [chosen()]
  for (let count = 0; count < 3; count += 1) {
    await step()
    await expect.poll(chosen).not.toBe(seen.at(-1))
    seen.push(chosen())
  }
  return seen
}

const pressO = () => userEvent.keyboard('o')
const all = ['Alarm', 'Blame', 'Official']

test('O goes through all of them by keyboard, and comes back to the first', async () => {
  await openThree()
  await userEvent.keyboard(']')
  const seen = await goRound(pressO)
  expect(new Set(seen.slice(0, 3))).toEqual(new Set(all))
  expect(seen.at(-1)).toBe(seen[0])
})

test('Next in the popover goes through them by mouse, from a name in the margin too', async () => {
  await openThree()
  await page.getByTitle('Sources/Official').click()
  await expect.poll(chosen).toBe('Official')
  const seen = await goRound(() => popover().getByRole('button', { name: 'Next' }).click())
  expect(new Set(seen.slice(0, 3))).toEqual(new Set(all))
  expect(seen.at(-1)).toBe('Official')
})

test('each stripe of identical ones opens its own annotation', async () => {
  await openThree()
  const opened = []
  for (const stripe of stripes()) {
    const box = stripe.getBoundingClientRect()
    const at = { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }
    const under = document.elementFromPoint(at.clientX, at.clientY)
    under?.dispatchEvent(new MouseEvent('click', { bubbles: true, ...at }))
    await expect.poll(chosen).not.toBe(opened.at(-1))
    opened.push(chosen())
  }
  expect(new Set(opened)).toEqual(new Set(all))
})

test('each is noted by itself, by keyboard', async () => {
  await openThree()
  await userEvent.keyboard(']')
  const wanted: Record<string, string> = {}
  for (const note of ['one', 'two', 'three']) {
    await expect.poll(chosen).toBeTruthy()
    wanted[chosen() ?? ''] = note
    await userEvent.keyboard('n')
    await userEvent.keyboard(`${note}{Escape}`)
    await expect.poll(() => Object.values(notes())).toContain(note)
    await pressO()
  }
  expect(notes()).toEqual(wanted)
})

test('the keys that the popover shows are the passage’s, also when it was chosen in the list', async () => {
  await openThree()
  const entry = page.getByRole('button', { name: /Blame/u }).filter({ hasText: words })
  await entry.click()
  await expect.poll(chosen).toBe('Blame')
  await userEvent.keyboard('n')
  await userEvent.fill(page.getByRole('textbox', { name: 'Note, in Markdown' }), 'From the list')
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => notes()['Blame']).toBe('From the list')
})

test('each is removed by itself, by keyboard, and the others stay', async () => {
  await openThree()
  await userEvent.keyboard(']')
  const left = new Set(all)
  for (const count of [2, 1, 0]) {
    await expect.poll(chosen).toBeTruthy()
    left.delete(chosen() ?? '')
    await userEvent.keyboard('{Delete}')
    await expect.poll(() => Object.keys(notes()).toSorted()).toEqual([...left].toSorted())
    await expect.poll(() => stripes().length).toBe(count)
    if (count > 0) await pressO()
  }
})

test('O passes over one that was removed elsewhere meanwhile', async () => {
  await openThree()
  await userEvent.keyboard(']')
  const [first, gone, third] = await goRound(pressO)
  library.annotations = library.annotations.filter(
    ({ tags }) => tags[0]?.path.endsWith(`/${gone}`) !== true,
  )
  library.announce('library.changed', { articleIds: [library.articleId] })
  await expect.poll(() => stripes().length).toBe(2)
  expect(chosen()).toBe(first)
  await pressO()
  await expect.poll(chosen).toBe(third)
})
