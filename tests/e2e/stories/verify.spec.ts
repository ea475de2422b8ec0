import { basename } from 'node:path'
import { addText, annotate, givenLibrary } from '../../support/given-library.ts'
import { alterReadablePage } from '../../support/library-files.ts'
import { pressmark } from '../../support/pressmark.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'
import { verifyScreen } from '../screens/verify-screen.ts'

const title = 'The ferry leaves an hour later'
const quote = 'Nobody has been left on the quay'

const given = givenLibrary(async (workspace) => {
  const id = await addText(
    workspace,
    `${title}\n\nThe harbour office said so on Monday. ${quote} so far, and that will not change.`,
  )
  await annotate(workspace, id, quote, 'Frames/Absence')
})

test.afterAll(() => given.remove())
test.beforeEach(({ workspace }) => given.copyTo(workspace))

test('a library that is whole is said to be, from the Library and from the palette', async ({
  startApp,
}) => {
  const { page } = await startApp()
  const screen = verifyScreen(page)
  await expect(libraryScreen(page).rowOf(title)).toBeVisible()
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.getByRole('heading', { name: 'Everything is as it was kept' })).toBeVisible()
  await expect(screen.foot).toContainText('files match. 1 article, 1 version.')
  await expect(screen.foot).toContainText('The custody log is unbroken, 2 lines.')
  await page.getByRole('button', { name: 'Library', exact: true }).click()
  await expect(libraryScreen(page).rowOf(title)).toBeVisible()
  await screen.byPalette()
  await expect(screen.runAgain).toBeVisible()
})

test('one byte of a version’s file that was altered: the file is named, and the passage that rests on it opens', async ({
  startApp,
  workspace,
}) => {
  const app = await startApp()
  const screen = verifyScreen(app.page)
  await expect(libraryScreen(app.page).rowOf(title)).toBeVisible()
  const path = await alterReadablePage(workspace.library)
  await screen.byPalette()
  await expect(screen.findings).toHaveCount(1)
  await expect(screen.findings).toContainText(`The readable page of “${title}” no longer matches`)
  await expect(screen.findings).toContainText(basename(path))
  await expect(screen.findings).toContainText('Expected')
  await expect(screen.findings).toContainText('Found')
  await screen.resting.getByRole('link', { name: quote }).click()
  await expect(readerScreen(app.page).article).toContainText(quote)
  expect((await pressmark(workspace, ['verify'])).exitCode).toBe(1)
})
