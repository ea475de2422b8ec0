import { charsetWords } from '../../support/site/charsets.ts'
import { articleFolders, halfMade } from '../../support/library-files.ts'
import { bridgeToll } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

/** What is no address that Pressmark captures: it stays in the box, with the reason below. */
const notTaken: [string, RegExp][] = [
  ['council rejects report', /“council rejects report” is not a web address\. Nothing was/u],
  ['ftp://example.org/a', /ftp:.*Nothing was captured/u],
  ['file:///etc/passwd', /file:.*Nothing was captured/u],
  ['javascript:alert(1)', /javascript:.*Nothing was captured/u],
]

/** Addresses of one's own network, as they stand on their rows. */
const ownNetwork: [string, string][] = [
  ['http://10.0.0.1/', '10.0.0.1:80'],
  ['http://127.1:9/', '127.0.0.1:9'],
  ['http://localhost:9/', 'localhost:9'],
  ['http://[::1]:9/', '[::1]:9'],
]

test('what is no address stays in the box with the reason; one’s own network is refused on its row', async ({
  startApp,
  workspace,
}) => {
  const { page } = await startApp()
  const library = libraryScreen(page)
  for (const [input, sentence] of notTaken) {
    await library.enter(input)
    await expect(page.getByRole('alert')).toContainText(sentence)
    await expect(library.addressBox).toHaveValue(input)
    await expect(page.getByRole('row')).toHaveCount(0)
  }
  await library.addressBox.fill('')

  await library.enter(...ownNetwork.map(([address]) => address))
  for (const [, place] of ownNetwork) {
    const row = library.failedRowOf(place)
    await expect(row).toContainText('on your own network')
    await expect(row.getByRole('button', { name: `Allow ${place}` })).toBeVisible()
  }
  expect(await articleFolders(workspace.library)).toEqual([])
  expect(await halfMade(workspace.library)).toEqual([])
})

/** Each bad answer of a site, and words of its sentence that no other has. */
const badAnswers: [string, RegExp][] = [
  // The slowest first: it takes its time beside the others.
  ['slow/header', /took too long to answer\..*Nothing was captured/u],
  ['status/404', /there is no such page \(404 not found\)\..*Nothing was captured/u],
  ['status/500', /has a problem of its own \(500\)\..*Nothing was captured/u],
  ['cut', /was cut before the page was complete\..*Half a page is never kept/u],
  ['huge', /is larger than \d+ MB.*Nothing was captured/u],
  ['bomb/gzip', /when it is unpacked.*Nothing was kept/u],
  ['redirect/loop', /circle/u],
  ['redirect/private/ten', /sends its readers on to an address on your own network.*10\.0\.0\.1/u],
  ['type/pdf', /sent a PDF.*Nothing was captured/u],
  ['empty', /The page is empty.*Nothing was captured/u],
  ['script-only', /only after running scripts.*Nothing was captured/u],
]

test('each bad answer is told on its row, leaves no trace, and is in nobody’s way', async ({
  startApp,
  serveFolder,
  workspace,
}) => {
  test.slow() // a third of a minute is the time that the app gives a server
  const site = await serveFolder(bridgeToll.folder)
  const { page } = await startApp()
  const library = libraryScreen(page)
  await library.captureFromOwnNetwork(site.url(bridgeToll.file), bridgeToll.title)
  const before = await articleFolders(workspace.library)
  expect(before).toHaveLength(1)

  await library.enter(...badAnswers.map(([path]) => site.url(path)))
  // From the last to the first: the one that takes longest is waited for once.
  for (const [path, sentence] of badAnswers.toReversed()) {
    const row = library.failedRowOf(`/${path}`)
    await expect(row).toContainText(sentence, { timeout: 30_000 })
    await expect(row.getByRole('button', { name: 'Retry' })).toBeVisible()
    await expect(row.getByRole('button', { name: 'Dismiss' })).toBeVisible()
  }
  // A page that leads to a place on one's own network may not ask to be let in there.
  const led = library.failedRowOf('/redirect/private/ten')
  await expect(led.getByRole('button', { name: /^Allow/u })).toHaveCount(0)
  await expect(library.articleRows).toHaveCount(1)
  expect(await articleFolders(workspace.library)).toEqual(before)
  expect(await halfMade(workspace.library)).toEqual([])

  // The next good address is captured as ever, its undeclared letters right.
  const title = 'An alphabet that nobody named'
  await library.pasteAnywhere(site.url('charset/none'))
  await expect(library.rowOf(title)).toBeVisible()
  await library.open(title)
  await expect(readerScreen(page).article).toContainText(charsetWords)
})

test('a capture that drips is stopped at once, and half a page is kept nowhere', async ({
  startApp,
  serveFolder,
  workspace,
}) => {
  const site = await serveFolder(bridgeToll.folder)
  const { page } = await startApp()
  const library = libraryScreen(page)
  await library.captureFromOwnNetwork(site.url('charset/none'), 'An alphabet that nobody named')
  const before = await articleFolders(workspace.library)

  await library.pasteAnywhere(site.url('slow/body'))
  const dripping = library.rowOf('/slow/body')
  await expect(dripping.getByRole('progressbar')).toBeVisible()
  await expect.poll(() => site.requests).toContain('/slow/body')
  await dripping.getByRole('button', { name: 'Stop' }).click()
  const stopped = library.failedRowOf('/slow/body', 'Stopped')
  await expect(stopped).toContainText(/cancelled\..*Nothing was kept/u)
  expect(await articleFolders(workspace.library)).toEqual(before)
  expect(await halfMade(workspace.library)).toEqual([])
  await stopped.getByRole('button', { name: 'Dismiss' }).click()
  await expect(stopped).toHaveCount(0)
  await expect(library.articleRows).toHaveCount(1)
})
