import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { addText, annotate, givenLibrary } from '../../support/given-library.ts'
import { articleFolders, fileIn, makeNewer, truncate } from '../../support/library-files.ts'
import { pressmark } from '../../support/pressmark.ts'
import type { Workspace } from '../../support/workspace.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

const whole = 'The ferry leaves an hour later'
const damagedArticle = 'The lamp on the mole stays'
const damagedPassages = 'The bridge is closed to lorries'
const quote = 'Nobody has been left on the quay'

/** The documents of the library that the tests damage. */
type Documents = { article: string; annotations: string; codebook: string; collections: string }

/** Three articles, passages on one of them, a collection. */
const given = givenLibrary(async (workspace) => {
  const textOf = (title: string): string =>
    `${title}\n\nThe harbour office said so on Monday. ${quote} so far, and that will not change.`
  await addText(workspace, textOf(whole))
  await addText(workspace, textOf(damagedArticle))
  const id = await addText(workspace, textOf(damagedPassages))
  await annotate(workspace, id, quote, 'Frames')
  await annotate(workspace, id, 'The harbour office said so on Monday.', 'Sources')
  await pressmark(workspace, ['collection', 'add', 'Chapter 2', id])
})

test.afterAll(() => given.remove())
test.beforeEach(({ workspace }) => given.copyTo(workspace))

async function documentsOf({ library }: Workspace): Promise<Documents> {
  const folders = await articleFolders(library)
  const folderOf = (title: string): string =>
    folders.find((folder) => folder.includes(title.toLowerCase().replaceAll(' ', '-'))) ?? title
  return {
    article: join(folderOf(damagedArticle), 'article.json'),
    annotations: await fileIn(folderOf(damagedPassages), /^annotations\..*\.json$/u),
    codebook: join(library, 'codebook.json'),
    collections: join(library, 'collections.json'),
  }
}

/** Rewrites words of a document, as a person with a text editor does. */
async function editByHand(path: string, from: string, to: string): Promise<string> {
  const text = await readFile(path, 'utf8')
  const edited = text.replace(from, to)
  expect(edited).not.toBe(text)
  await writeFile(path, edited)
  return edited
}

const edits: Record<keyof Documents, [from: string, to: string]> = {
  article: [damagedArticle, 'The lamp on the mole goes'],
  annotations: ['"note": ""', '"note": "by hand"'],
  codebook: ['"name": "Frames"', '"name": "Renamed"'],
  collections: ['Chapter 2', 'Chapter 3'],
}

const states = [
  { name: 'cut short', damage: truncate, sentence: /is damaged \(/u },
  { name: 'of a newer format', damage: makeNewer, sentence: /was written by a newer Pressmark/u },
  {
    name: 'edited by hand',
    damage: (path: string, document: keyof Documents) => editByHand(path, ...edits[document]),
    sentence: /was edited outside Pressmark\. Its content is kept/u,
  },
]

for (const { name, damage, sentence } of states) {
  test(`documents ${name} are told while the app runs and when it starts, kept, and in no other article’s way`, async ({
    startApp,
    workspace,
  }) => {
    const documents = await documentsOf(workspace)
    const app = await startApp()
    await expect(libraryScreen(app.page).articleRows).toHaveCount(3)
    const kept = new Map<string, string>()
    for (const [document, path] of Object.entries(documents)) {
      kept.set(path, await damage(path, document as keyof Documents))
    }
    const asFound = async (): Promise<void> => {
      for (const [path, text] of kept) expect(await readFile(path, 'utf8')).toBe(text)
    }

    await workElsewhere(app.page)
    await expectTold(app.page, kept.keys(), sentence)
    await expectReadable(app.page)
    await asFound()
    await app.close()

    const again = await startApp()
    await expectTold(again.page, kept.keys(), sentence)
    await expectReadable(again.page)
    await expectPassagesTold(again.page, name === 'edited by hand')
    await asFound()
  })
}

/** Marks a sentence of the whole article and enters an address: the list is read anew. */
async function workElsewhere(page: Page): Promise<void> {
  const library = libraryScreen(page)
  await library.open(whole)
  const { article, passages, showList } = readerScreen(page)
  await expect(article).toBeFocused()
  await showList()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('h')
  await expect(passages.getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('ControlOrMeta+1')
  await library.enter('http://10.0.0.1/')
  await expect(library.failedRowOf('10.0.0.1')).toBeVisible()
}

/** Every document is named above the list, with what became of it. */
async function expectTold(page: Page, paths: Iterable<string>, sentence: RegExp): Promise<void> {
  const { problems } = libraryScreen(page)
  for (const path of paths) {
    const named = path
      .split(/[\\/]/u)
      .slice(-2)
      .join('/')
      .replace(/^library\//u, '')
    await expect(problems.filter({ hasText: named }).filter({ hasText: sentence })).toBeVisible()
  }
}

/** The article that nothing happened to opens, whole. */
async function expectReadable(page: Page): Promise<void> {
  const library = libraryScreen(page)
  await library.open(whole)
  await expect(readerScreen(page).article).toContainText(quote)
  await page.keyboard.press('ControlOrMeta+1')
  await expect(library.rowOf(damagedPassages)).toBeVisible()
}

/** The Reader says why passages may be missing; what a hand has changed is used everywhere. */
async function expectPassagesTold(page: Page, isEdited: boolean): Promise<void> {
  const library = libraryScreen(page)
  const { passages, showList } = readerScreen(page)
  if (!isEdited) {
    await library.open(damagedPassages)
    await expect(page.getByText(/“[^”]*annotations\.[^”]*”/u).first()).toBeVisible()
    await showList()
    await expect(passages).not.toContainText('Nothing marked yet')
    return
  }
  await expect(library.rowOf('The lamp on the mole goes')).toBeVisible()
  await library.open(damagedPassages)
  await showList()
  await expect(passages).toContainText('Renamed')
  await expect(passages.getByLabel('with a note')).toHaveCount(1)
  await page.keyboard.press('ControlOrMeta+2')
  await expect(page.getByRole('list', { name: 'Collections' })).toContainText('Chapter 3')
}

test('a folder of something else among the articles is told, left alone, and hides no article', async ({
  startApp,
  workspace,
}) => {
  const { page } = await startApp()
  await expect(libraryScreen(page).articleRows).toHaveCount(3)
  const [folder] = await articleFolders(workspace.library)
  const foreign = join(folder ?? '', '..', 'holiday')
  await mkdir(foreign)
  await writeFile(join(foreign, 'beach.txt'), 'mine')
  // The list is read anew with whatever happens in it: here, a refused address.
  await libraryScreen(page).enter('http://10.0.0.1/')
  await expect(
    libraryScreen(page).problems.filter({ hasText: 'holiday” holds no article.json' }),
  ).toContainText('Its files are kept')
  await expect(libraryScreen(page).articleRows).toHaveCount(3)
  expect(await readFile(join(foreign, 'beach.txt'), 'utf8')).toBe('mine')
})

test('a library of a newer format opens for reading, and says so where something is to be written', async ({
  startApp,
  workspace,
}) => {
  const { codebook } = await documentsOf(workspace)
  const record = join(workspace.library, 'pressmark.json')
  const newer = await makeNewer(record)
  const before = await readFile(codebook, 'utf8')
  const { page } = await startApp()
  const library = libraryScreen(page)
  await expect(library.problems).toContainText(
    /written by a newer Pressmark, so it opens for reading only/u,
  )
  await library.open(damagedPassages)
  const reader = readerScreen(page)
  await expect(reader.article).toBeFocused()
  await reader.showList()
  await expect(reader.passages).toContainText('Frames')
  await page.keyboard.press('j')
  await page.keyboard.press('t')
  await page.keyboard.type('New tag')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/newer Pressmark.*for reading only/u).first()).toBeVisible()
  expect(await readFile(record, 'utf8')).toBe(newer)
  expect(await readFile(codebook, 'utf8')).toBe(before)
})

const recordStates = [
  { name: 'edited by hand', damage: editRecord, sentence: /was edited outside Pressmark/u },
  { name: 'cut short', damage: truncate, sentence: /damaged.*the next change writes the file/u },
]

for (const { name, damage, sentence } of recordStates) {
  test(`a library whose own record is ${name} opens, and it is told`, async ({
    startApp,
    workspace,
  }) => {
    const record = join(workspace.library, 'pressmark.json')
    const found = await damage(record)
    const { page } = await startApp()
    await expectTold(page, [record], sentence)
    await expectReadable(page)
    expect(await readFile(record, 'utf8')).toBe(found)
  })
}

function editRecord(path: string): Promise<string> {
  return editByHand(path, '"createdAt": "20', '"createdAt": "19')
}
