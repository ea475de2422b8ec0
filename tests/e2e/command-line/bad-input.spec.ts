import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { pressmark } from '../../support/pressmark.ts'
import { startSite } from '../../support/site-server.ts'
import { bridgeToll } from '../../support/story-pages.ts'
import { makeWorkspace, type Workspace } from '../../support/workspace.ts'

let workspace: Workspace

test.beforeEach(async () => {
  workspace = await makeWorkspace()
})

test.afterEach(() => workspace.remove())

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

const refusedAddresses: [string, string][] = [
  ['council rejects report', 'not-an-address'],
  ['ftp://example.org/a', 'unsupported-scheme'],
  ['file:///etc/passwd', 'unsupported-scheme'],
  ['javascript:alert(1)', 'unsupported-scheme'],
  ['http://10.0.0.1/', 'blocked-address'],
  ['http://127.1:1/', 'blocked-address'],
  ['http://[::ffff:7f00:1]/', 'blocked-address'],
  ['http://localhost:9/', 'blocked-address'],
]

test('an address that cannot be captured is refused in a sentence and makes no article', async () => {
  const args = refusedAddresses.map(([input]) => input)
  const { exitCode, json } = await pressmark(workspace, ['add', ...args, '--json'])
  expect(exitCode).toBe(1)
  expect(json.results.map(({ input, code }: any) => [input, code])).toEqual(refusedAddresses)
  for (const { message } of json.results) expect(message).toMatch(/^[A-Z“].+[.!]$/su)
  expect((await pressmark(workspace, ['list', '--json'])).json.articles).toEqual([])
})

test('a password in an address is written nowhere', async () => {
  const site = await startSite(bridgeToll.folder)
  const url = site.url('status/404').replace('http://', 'http://me:hunter2@')
  await pressmark(workspace, ['add', url, '--allow-private-addresses', '--json'])
  const kept = await filesOf(workspace.folder)
  expect(kept.some((path) => path.endsWith('queue.json'))).toBe(true)
  for (const path of kept) expect(await readFile(path, 'utf8')).not.toContain('hunter2')
  await site.close()
})

test('an export into the library itself is refused, forced or not', async () => {
  const id = await addPasted()
  await pressmark(workspace, ['annotate', id, '--quote', 'The end. The end.', '--tag', 'Kept'])
  const codebook = join(workspace.library, 'codebook.json')
  const before = await readFile(codebook, 'utf8')
  for (const path of [codebook, join(workspace.library, 'out.csv'), workspace.library]) {
    const args = ['export', '--format', 'csv', '--out', path, '--force', '--json']
    const { exitCode, json } = await pressmark(workspace, args)
    expect([exitCode, json.error.code]).toEqual([1, 'invalid-input'])
  }
  expect(await readFile(codebook, 'utf8')).toBe(before)
})

test('an export says what it could not read', async () => {
  const id = await addPasted()
  await pressmark(workspace, ['annotate', id, '--quote', 'The end. The end.'])
  const files = await filesOf(workspace.library)
  const path = files.find((file) => /annotations\.[^/]+\.json$/u.test(file)) ?? ''
  await writeFile(path, 'cut')
  const run = await pressmark(workspace, ['export', '--format', 'markdown', '--out', 'all.md'])
  expect(run.stderr).toMatch(/annotations\./u)
})

test('one passage goes out by its own id', async () => {
  const id = await addPasted()
  const first = await pressmark(workspace, [
    'annotate', id, '--quote', 'The end. The end.', '--json',
  ]) // prettier-ignore
  await pressmark(workspace, ['annotate', id, '--quote', bridgeToll.paragraphs[0] ?? ''])
  const part = first.json.annotation.id.slice(-8)
  const args = ['export', '--format', 'csv', '--out', 'one.csv', part, '--json']
  expect((await pressmark(workspace, args)).json.passages).toBe(1)
})

async function addPasted(): Promise<string> {
  const text = `${bridgeToll.title}\n\n${bridgeToll.paragraphs.join('\n\n')}\n\nThe end. The end.`
  const run = await pressmark(workspace, ['add', '-', '--json'], { stdin: text })
  return run.json.results[0].articleId
}

test('a quote that is nowhere, or in two places, changes nothing and says so', async () => {
  const id = await addPasted()
  const nowhere = await pressmark(workspace, ['annotate', id, '--quote', 'no such words', '--json'])
  expect(nowhere.exitCode).toBe(1)
  expect(nowhere.json.error).toMatchObject({ code: 'quote-not-found' })
  expect(nowhere.json.error.message).toMatch(/^These words stand nowhere.*\(0 places\).*\.$/su)
  const twice = await pressmark(workspace, ['annotate', id, '--quote', 'The end.', '--json'])
  expect(twice.json.error.code).toBe('quote-ambiguous')
  expect(twice.json.error.message).toContain('2 places')
  const shown = await pressmark(workspace, ['show', id, '--json'])
  expect(shown.json.annotations).toEqual([])
})

test('wrong usage ends with exit code 2, in words and as one JSON document', async () => {
  for (const args of [
    [],
    ['fly'],
    ['add'],
    ['show'],
    ['annotate', 'abcdef'],
    ['list', '--fast'],
    ['export', '--format', 'docx', '--out', 'x'],
    ['show', 'abc'],
    ['collection', 'add', 'Name'],
    ['add', '-', '--date', '2026-13-45'],
    ['add', 'a.txt', 'b.txt', '--url', 'https://example.org/'],
    ['add', 'a.txt', '--outlet', ' '],
  ]) {
    const run = await pressmark(workspace, [...args, '--json'])
    expect([args, run.exitCode]).toEqual([args, 2])
    expect(run.json.error.code).toBe('invalid-input')
  }
  const help = await pressmark(workspace, ['--help'])
  expect(help.exitCode).toBe(0)
  for (const name of ['add', 'list', 'show', 'annotate', 'collection', 'export', 'serve']) {
    expect(help.stdout).toContain(`pressmark ${name}`)
  }
})

test('an id of no article, and one that fits two, are told apart', async () => {
  const id = await addPasted()
  expect((await pressmark(workspace, ['show', 'zzzzzzzz', '--json'])).json.error.code).toBe(
    'not-found',
  )
  const other = await pressmark(workspace, ['add', '-', '--json'], {
    stdin: 'Another title\n\nAnother paragraph of some length, so that it counts as text.',
  })
  expect(other.exitCode).toBe(0)
  // Ids made in the same hour begin alike.
  const shared = await pressmark(workspace, ['show', id.slice(0, 6), '--json'])
  expect(shared.json.error.code).toBe('ambiguous')
})

test('a folder that holds other things is left alone', async () => {
  await mkdir(workspace.library)
  await writeFile(join(workspace.library, 'thesis.docx'), 'mine')
  const run = await pressmark(workspace, ['add', '-', '--json'], { stdin: 'Title\n\nSome text.' })
  expect(run.exitCode).toBe(1)
  expect(run.json.error.code).toBe('library-foreign')
  const served = await pressmark(workspace, ['serve'])
  expect([served.exitCode, served.stdout]).toEqual([1, ''])
  expect(served.stderr).toMatch(/holds other things \(“thesis\.docx”\).*Nothing was written/su)
  expect(await readdir(workspace.library)).toEqual(['thesis.docx'])
})

test('a library of a newer format opens for reading, and is not written', async () => {
  const id = await addPasted()
  const path = join(workspace.library, 'pressmark.json')
  const record = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(path, JSON.stringify({ ...record, format: 2 }))
  const args = ['annotate', id, '--quote', 'The end. The end.', '--json']
  const run = await pressmark(workspace, args)
  expect(run.exitCode).toBe(1)
  expect(run.json.error.message).toMatch(/newer/u)
  expect((await pressmark(workspace, ['show', id, '--json'])).json.article.id).toBe(id)
  expect(JSON.parse(await readFile(path, 'utf8')).format).toBe(2)
})

test('a document cut short is told, kept aside, and its last good state is used', async () => {
  const id = await addPasted()
  for (const quote of ['The end. The end.', bridgeToll.paragraphs[0] ?? '']) {
    await pressmark(workspace, ['annotate', id, '--quote', quote, '--tag', 'Kept', '--json'])
  }
  const files = await filesOf(workspace.library)
  const path = files.find((file) => /annotations\.[^/]+\.json$/u.test(file)) ?? ''
  const whole = await readFile(path, 'utf8')
  await writeFile(path, whole.slice(0, whole.length / 2))
  const listed = await pressmark(workspace, ['list', '--json'])
  expect(listed.exitCode).toBe(0)
  expect(listed.json.articles[0].annotations).toBe(1)
  expect(listed.stderr).toMatch(/annotations/u)
  // The next write sets the damaged file aside, whole, and goes on from the last good state.
  const quote = bridgeToll.paragraphs[1] ?? ''
  const written = await pressmark(workspace, ['annotate', id, '--quote', quote, '--json'])
  expect(written.exitCode).toBe(0)
  const aside = (await filesOf(workspace.library)).find((file) => file.includes('.damaged-'))
  expect(await readFile(aside ?? '', 'utf8')).toBe(whole.slice(0, whole.length / 2))
  const shown = await pressmark(workspace, ['show', id, '--json'])
  expect(shown.json.annotations).toHaveLength(2)
})

test('a document edited by hand is used, and the edit is told', async () => {
  const id = await addPasted()
  const args = ['annotate', id, '--quote', 'The end. The end.', '--note', 'first', '--json']
  await pressmark(workspace, args)
  const files = await filesOf(workspace.library)
  const path = files.find((file) => /annotations\.[^/]+\.json$/u.test(file)) ?? ''
  await writeFile(path, (await readFile(path, 'utf8')).replace('first', 'second'))
  const shown = await pressmark(workspace, ['show', id, '--json'])
  expect(shown.json.annotations[0].note).toBe('second')
  const listed = await pressmark(workspace, ['list', '--json'])
  expect(listed.stderr).toMatch(/edited outside Pressmark/u)
})
