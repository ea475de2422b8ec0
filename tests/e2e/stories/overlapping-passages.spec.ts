import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { addBridgeToll, annotate, ofAnotherCoder } from '../../support/given-library.ts'
import { filesOf } from '../../support/library-files.ts'
import { bridgeToll, wordsOf } from '../../support/story-pages.ts'
import type { Workspace } from '../../support/workspace.ts'
import { expect, test } from '../fixtures.ts'
import { forbidPointer, pointedAt } from '../screens/keys-alone.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

const paragraph = bridgeToll.paragraphs[1]
const first = wordsOf(paragraph, 1, 7)
const second = wordsOf(paragraph, 4, 11)
const inner = wordsOf(paragraph, 5, 6)

test('passages that overlap, and twice the same one, are made by mouse and are all there after a restart', async ({
  startApp,
  workspace,
}) => {
  // Another coder has marked the very words.
  const id = await addBridgeToll(workspace)
  await annotate(ofAnotherCoder(workspace, 'second'), id, first, 'Theirs')
  const { page, close } = await startApp()
  await libraryScreen(page).open(bridgeToll.title)
  const reader = readerScreen(page)
  for (const [words, tag] of [
    [first, 'Frames/Warning'],
    [second, 'Frames/Blame'],
    [inner, 'Sources'],
    [first, 'Tone'],
  ] as const) {
    await reader.selectWithMouse(words)
    await reader.tag(tag)
  }
  await expectAll(page)
  await close()

  const again = await startApp()
  await expectAll(again.page)
  // Words of all of them: a click holds one, and O comes round to the others.
  const reopened = readerScreen(again.page)
  await reopened.marks(inner).first().click()
  expect((await reopened.cycle()).toSorted()).toEqual([
    'Blame',
    'Sources',
    'Theirs second',
    'Warning Tone',
  ])

  expect(await annotationsOnDisk(workspace)).toEqual([
    { exact: first, tags: ['Theirs'] },
    { exact: first, tags: ['Tone', 'Warning'] },
    { exact: second, tags: ['Blame'] },
    { exact: inner, tags: ['Sources'] },
  ])
})

/** Each passage stands in the list, each tag beside the text. */
async function expectAll(page: Page): Promise<void> {
  const reader = readerScreen(page)
  await reader.showList()
  await expect(reader.passages.getByRole('listitem')).toHaveCount(4)
  for (const tag of ['Warning', 'Tone', 'Blame', 'Sources', 'Theirs']) {
    await expect(reader.passages).toContainText(tag)
    await expect(reader.margin.filter({ hasText: tag })).toBeVisible()
  }
  // Five tags on the same line, four lanes: the fifth is counted beside them.
  await expect(reader.stripes).toHaveCount(4)
  await expect(reader.surplus).toHaveText('+1')
}

test('passages that overlap, and twice the same one, are made by keys alone and are all there after a restart', async ({
  startApp,
  workspace,
}) => {
  await addBridgeToll(workspace)
  const { page, close } = await startApp()
  await forbidPointer(page)
  await libraryScreen(page).open(bridgeToll.title)
  const reader = readerScreen(page)
  await expect(reader.article).toBeFocused()
  await reader.showList()
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
  }
  // A sentence; it and the next one; the first again, by the way into what is held; the second alone.
  await press('j', 'j', 'j', 'ArrowRight')
  await reader.tag('One')
  await press('Shift+ArrowRight')
  await reader.tag('Both')
  await press('ArrowRight')
  await reader.tag('One again')
  await press('ArrowRight')
  await reader.tag('Two')
  await expect(reader.passages.getByRole('listitem')).toHaveCount(3)
  expect(await reader.cycle()).toEqual(['Both', 'Two'])
  expect(await pointedAt(page)).toEqual([])
  await close()

  const again = await startApp()
  await forbidPointer(again.page)
  const reopened = readerScreen(again.page)
  await expect(reopened.article).toBeFocused()
  await reopened.showList()
  await expect(reopened.passages.getByRole('listitem')).toHaveCount(3)
  await expect(reopened.stripes).toHaveCount(4)
  for (const tag of ['One', 'One again', 'Both', 'Two']) {
    await expect(reopened.margin.getByText(tag, { exact: true })).toBeVisible()
  }
  // From the top “]” leads to the first passage, O through those that share its words.
  await expect(reopened.article).toBeFocused()
  for (const key of [...'kkkkkk', ']']) await again.page.keyboard.press(key)
  expect(await reopened.cycle()).toEqual(['One One again', 'Two', 'Both'])
  expect(await pointedAt(again.page)).toEqual([])

  const kept = await annotationsOnDisk(workspace)
  expect(kept.map(({ tags }) => tags)).toEqual([['Both'], ['One', 'One again'], ['Two']])
  const [both, one, two] = kept.map(({ exact }) => exact)
  expect(both).toBe(`${one ?? ''} ${two ?? ''}`)
})

/** What the annotation files of the only article hold, in the order of its text, tags by their names. */
async function annotationsOnDisk(
  workspace: Workspace,
): Promise<{ exact: string; tags: string[] }[]> {
  const read = async (path: string): Promise<any> => JSON.parse(await readFile(path, 'utf8'))
  const codebook = await read(join(workspace.library, 'codebook.json'))
  const names = new Map<string, string>(codebook.tags.map(({ id, name }: any) => [id, name]))
  const paths = (await filesOf(workspace.library)).filter((path) =>
    /^annotations\.[^.]+\.json$/u.test(basename(path)),
  )
  const files = await Promise.all(paths.map(read))
  const text = await readFile(await textBeside(paths[0] ?? ''), 'utf8')
  return files
    .flatMap(({ annotations }) => annotations)
    .map(({ target, tagIds }) => {
      const { start, end } = target.position
      // Both selectors name the same words.
      expect(text.slice(start, end)).toBe(target.quote.exact)
      const tags: string[] = tagIds.map((id: string) => names.get(id) ?? id).toSorted()
      return { start, end, exact: target.quote.exact, tags }
    })
    .toSorted(
      (a, b) => a.start - b.start || b.end - a.end || (a.tags.join() < b.tags.join() ? -1 : 1),
    )
    .map(({ exact, tags }) => ({ exact, tags }))
}

async function textBeside(path: string): Promise<string> {
  const files = await filesOf(dirname(path))
  return files.find((file) => file.endsWith('.text.txt')) ?? ''
}
