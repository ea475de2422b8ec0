import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../app/create-app.ts'
import { askedFolder } from '../app/library-folder.ts'
import { openMachine } from '../app/machine-settings.ts'
import { connectTo } from '../../tests/support/browser-shell.ts'
import type { Command } from './command.ts'
import { add } from './commands/add.ts'
import { annotate } from './commands/annotate.ts'
import { collection } from './commands/collection.ts'
import { exportCommand } from './commands/export.ts'
import { list } from './commands/list.ts'
import { serve } from './commands/serve.ts'
import { show } from './commands/show.ts'
import { readAll } from './read-all.ts'
import { runCommandLine } from './run-command-line.ts'

const commands = new Map<string, Command>([
  ['add', add],
  ['list', list],
  ['show', show],
  ['annotate', annotate],
  ['collection', collection],
  ['export', exportCommand],
  [
    'serve',
    serve({
      rendererFolder: fileURLToPath(new URL('../../renderer/', import.meta.url)),
      dataFolder: 'nowhere', // where no browser is opened, nothing is kept for one
      recordFile: (asked) =>
        Promise.resolve(join(root, `${basename(asked ?? 'own')}.running.json`)),
      idleMs: 200,
    }),
  ],
])
const story = 'A quay\n\nThe harbour council put off its vote on the quay after three hours.\n'

let root: string
let opened: number

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pressmark-cli-'))
  opened = 0
})
afterEach(() => rm(root, { recursive: true }))

/** What the tests look at in the documents that are printed. */
type Printed = {
  error: { code: string }
  results: Record<string, unknown>[]
  articles: { id: string }[]
  article: { metadata: unknown }
}
type Run = { exitCode: number; out: string; err: string; json: () => Printed }

async function run(
  args: string[],
  options: {
    stdin?: Uint8Array | string
    signal?: AbortSignal
    onOut?: (text: string) => void
  } = {},
): Promise<Run> {
  let out = ''
  let err = ''
  const folders = { data: join(root, 'data'), cache: join(root, 'cache'), documents: root }
  const exitCode = await runCommandLine(args, commands, {
    version: '0.0.0',
    askedFolder: (option) => askedFolder(option, { PRESSMARK_LIBRARY: join(root, 'library') }),
    openApp: async (asked) => {
      opened += 1
      return createApp({
        folders,
        machine: await openMachine(folders.data),
        libraryFolder: asked ?? root,
        workerUrl: new URL('../capture/extract-worker.ts', import.meta.url),
        version: '0.0.0',
      })
    },
    writeOut(text) {
      out += text
      options.onOut?.(out)
    },
    writeError: (text) => (err += text),
    readStdin: () => readAll(chunks(options.stdin ?? '')),
    report: (bug) => (err += String(bug)),
    signal: options.signal ?? new AbortController().signal,
  })
  return { exitCode, out, err, json: () => JSON.parse(out) as Printed }
}

async function* chunks(stdin: Uint8Array | string): AsyncIterable<Buffer> {
  yield Buffer.from(stdin)
}

async function file(name: string, content: Uint8Array | string): Promise<string> {
  await writeFile(join(root, name), content)
  return join(root, name)
}

test('--version prints the version, and opens nothing', async () => {
  expect(await run(['--version'])).toMatchObject({ exitCode: 0, out: '0.0.0\n', err: '' })
  expect((await run(['--version', '--json'])).json()).toEqual({ version: '0.0.0' })
  expect(opened).toBe(0)
})

test('a refusal names the option that lifts it here', async () => {
  const blocked = await run(['add', 'http://127.0.0.1:9/'])
  expect(blocked.out).toContain('Here --allow-private-addresses does that.')
  const source = await file('quay.txt', story)
  await run(['add', source])
  const out = join(root, 'passages.md')
  await writeFile(out, 'mine')
  const words = ['export', '--format', 'markdown', '--out', out]
  const [id] = (await run(['list', '--json'])).json().articles.map((row) => row.id)
  await run(['annotate', id ?? '', '--quote', 'A quay'])
  expect((await run(words)).err).toContain('Here --force does that.')
})

test('what an export leaves out is told once for each reason', async () => {
  for (const name of ['One', 'Two', 'Three']) {
    await run([
      'add',
      await file(`${name}.txt`, `${name}\n\nA paragraph of some length, number ${name}.`),
    ])
  }
  const ids = (await run(['list', '--json'])).json().articles.map((row) => row.id)
  await run(['annotate', ids[0] ?? '', '--quote', 'of some length'])
  const { err } = await run(['export', '--format', 'csv', '--out', join(root, 'out.csv')])
  const lines = err.split('\n').filter((line) => line.startsWith('Left out'))
  expect(lines).toHaveLength(1)
  for (const id of ids.slice(1)) expect(lines[0]).toContain(id.slice(-8))
})

test('a collection says what it holds, and when nothing was changed', async () => {
  await run(['add', await file('quay.txt', story)])
  const [id = ''] = (await run(['list', '--json'])).json().articles.map((row) => row.id)
  expect((await run(['collection', 'add', 'Week 2', id])).out).toBe('Week 2: 1 article\n')
  expect((await run(['collection', 'add', 'Week 2', id])).err).toContain('was in it already')
  expect((await run(['collection', 'remove', 'Week 2', id])).out).toBe('Week 2: empty\n')
  expect((await run(['collection', 'remove', 'Week 2', id])).err).toContain(
    'none of that was in it',
  )
})

describe('wrong usage', () => {
  test.each([
    [['list', '--nope'], 'There is no option “--nope” here.'],
    [['list', '-x'], 'There is no option “-x” here.'],
    [['list', '--library='], '--library was given without a folder.'],
    [['list', '--library'], '--library needs a value.'],
    [['list', '--library', '--help'], '--library needs a value.'],
    [['list', '--json=yes'], '--json takes no value.'],
    [['--library', 'x', 'list'], 'The command comes first'],
    [['fly'], 'There is no command “fly”.'],
    [['list', 'more'], 'list takes no words.'],
    [['show', 'abc'], '“abc” is not an id.'],
    [['annotate', 'abcdef', '--quote', 'x', '--quote', 'y'], '--quote stands there twice.'],
    [['annotate', 'abcdef', '--quote', 'x', '--tag', 'a//b'], '“a//b” cannot be a tag.'],
    [['annotate', 'abc', '--quote', 'x'], '“abc” is not an id.'],
    [['collection', 'add', 'Name', 'abc'], '“abc” is not an id.'],
    [['collection', 'add', ' ', 'abcdef'], 'needs a name'],
    [['collection', 'remove', 'x'.repeat(201), 'abcdef'], 'at most 200 characters'],
    [['export', '--format', 'csv', '--out', 'x', 'abc'], '“abc” is not an id.'],
    [['export', '--format', 'csv', '--out', '-'], '--out needs a path, not -.'],
    [['export', '--format', 'csv', '--out', 'x', '--collection', 'a', 'abcdef'], 'not both'],
    [['add'], 'add needs an address, a file, - or --list.'],
    [['add', '-', '-'], 'can be read once'],
    [['add', 'a.txt', '--date', '2026-13-45'], '--date takes a day'],
    [['add', 'a.txt', '--outlet', ' '], '--outlet needs a name.'],
    [['add', 'a.txt', '--url', 'no address'], '“no address” is not a web address.'],
    [['add', 'https://a.example/', '--url', 'https://b.example/'], '--url says where one file'],
    [['add', 'a.txt', 'b.txt', '--url', 'https://b.example/'], '--url says where one file'],
    [['serve', '--port', ''], '--port takes a number'],
    [['serve', '--port', '70000'], '--port takes a number'],
  ])('%j ends with 2 and our own sentence, before anything is opened', async (args, sentence) => {
    const told = await run(args)
    expect([told.exitCode, told.out]).toEqual([2, ''])
    expect(told.err.split('\n')[0]).toContain(sentence)
    const asked = await run([...args, '--json'])
    expect(asked.json().error.code).toBe('invalid-input')
    expect(opened).toBe(0)
  })

  test('is told as such in a folder that holds other things, too', async () => {
    await mkdir(join(root, 'library'))
    await file('library/thesis.docx', 'mine')
    expect((await run(['export', '--format', 'docx', '--out', 'x'])).exitCode).toBe(2)
    expect(await run(['list'])).toMatchObject({ exitCode: 1, out: '' })
  })

  test('PRESSMARK_LIBRARY that is empty is no library', () => {
    expect(() => askedFolder(undefined, { PRESSMARK_LIBRARY: '' })).toThrow(
      'PRESSMARK_LIBRARY is set, but names no folder.',
    )
    expect(askedFolder(undefined, {})).toBeNull()
  })
})

describe('add', () => {
  test('says that a mistyped name is neither a file nor an address, and captures the rest', async () => {
    const there = await file('quay.txt', story)
    const wrong = ['mistyped-file.html', join(root, 'none.txt'), 'folder/none.html', 'C:\\x\\y.txt']
    const { exitCode, json } = await run(['add', ...wrong, root, there, '--json'])
    expect(exitCode).toBe(1)
    const { results } = json()
    for (const [index, input] of wrong.entries()) {
      expect(results[index]).toMatchObject({
        code: 'not-an-address',
        message: `There is no file “${input}”, and it is not a web address either. Nothing was captured; check the name, or write https:// before an address.`,
      })
    }
    expect(results[4]).toMatchObject({
      code: 'unreadable-file',
      message: expect.stringContaining('is a folder') as string,
    })
    expect(results[5]).toMatchObject({ ok: true, title: 'A quay' })
  })

  test('keeps what is said of a file and of a text, also when it is said later', async () => {
    const path = await file('quay.txt', story)
    await run(['add', path])
    const said = ['--outlet', 'The Ledger', '--author', 'Jo Ray', '--date', '2026-03-10']
    const again = await run(['add', path, ...said])
    expect(again.err).toContain('no new version was made. What you say of it is kept')
    await run(['add', '-', '--outlet', 'The Quay Gazette'], { stdin: story })
    const { articles } = (await run(['list', '--json'])).json()
    expect(articles).toMatchObject([
      { outlet: 'The Quay Gazette', published: '2026-03-10', versions: 1 },
    ])
    const shown = (await run(['show', articles[0]?.id ?? '', '--json'])).json()
    expect(shown.article.metadata).toMatchObject({
      authors: { value: ['Jo Ray'], source: 'researcher' },
      outlet: { alternatives: [{ value: 'The Ledger', source: 'researcher' }] },
    })
  })

  test('reads text in UTF-16 from standard input, and refuses bytes that are no text', async () => {
    const marked = Buffer.from(`\ufeff${story}`, 'utf16le')
    const { json } = await run(['add', '-', '--json'], { stdin: marked })
    expect(json().results).toMatchObject([{ ok: true, title: 'A quay' }])
    const refused = await run(['add', '-', '--json'], { stdin: Buffer.from([0x41, 0xff, 0xfe]) })
    expect(refused.exitCode).toBe(1)
    expect(refused.json().results).toMatchObject([{ input: '-', code: 'unreadable-file' }])
  })
})

describe('serve', () => {
  test('with --json prints one document with the address and its token, all else to standard error', async () => {
    const stop = new AbortController()
    const { exitCode, out, err } = await run(['serve', '--json'], {
      signal: stop.signal,
      onOut: () => stop.abort(),
    })
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toEqual({
      address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/u) as string,
    })
    expect(err).toBe('Stopped.\n')
    expect(await readdir(root)).not.toContain('library.running.json')
  })

  test('prints the address alone on a line of standard output', async () => {
    const stop = new AbortController()
    const { out } = await run(['serve'], { signal: stop.signal, onOut: () => stop.abort() })
    expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}\n$/u)
  })

  test('leads a second start to the one that runs, by an address of its own; another library has its own', async () => {
    const first = await serving()
    const openedByFirst = opened
    const second = await run(['serve'])
    expect(second.exitCode).toBe(0)
    expect(second.err).toBe(
      `Pressmark runs already on this library (process ${process.pid}); this is one more window of it.\n`,
    )
    expect(portOf(second.out)).toBe(portOf(first.address))
    expect(second.out.trim()).not.toBe(first.address)
    expect(opened).toBe(openedByFirst)
    const window = await connectTo({ address: second.out.trim() })
    expect(await window.client.call('library.describe', {})).toHaveProperty('coder')
    window.close()

    const other = await serving('--library', join(root, 'another'))
    expect(portOf(other.address)).not.toBe(portOf(first.address))
    expect(await first.stop()).toBe(0)
    expect(await other.stop()).toBe(0)
  })

  test('takes the place of one that was killed, and says nothing of it', async () => {
    const record = join(root, 'library.running.json')
    await writeFile(record, JSON.stringify({ url: 'http://127.0.0.1:9', pid: 1, key: 'gone' }))
    const first = await serving()
    expect(JSON.parse(await readFile(record, 'utf8'))).toMatchObject({ pid: process.pid })
    expect(await first.stop()).toBe(0)
    await writeFile(record, 'cut sho')
    const second = await serving()
    expect(await second.stop()).toBe(0)
  })

  test('ends with its last window only when that was asked for', async () => {
    const plain = await serving()
    const asked = await serving('--until-closed', '--library', join(root, 'another'))
    for (const { address } of [plain, asked]) (await connectTo({ address })).close()
    const { exitCode, err } = await asked.ended
    expect([exitCode, err]).toEqual([0, 'Its last window was closed.\nStopped.\n'])
    const window = await connectTo({ address: (await run(['serve'])).out.trim() })
    window.close()
    expect(await plain.stop()).toBe(0)
  })
})

/** A `serve` that goes on; `stop` answers its exit code. */
type Serving = { address: string; ended: Promise<Run>; stop(): Promise<number> }

async function serving(...args: string[]): Promise<Serving> {
  const stop = new AbortController()
  let tell: (address: string) => void
  const address = new Promise<string>((resolve) => (tell = resolve))
  const ended = run(['serve', ...args], { signal: stop.signal, onOut: (text) => tell(text.trim()) })
  const exitCode = ended.then((told) => told.exitCode)
  return {
    address: await address,
    ended,
    stop: () => {
      stop.abort()
      return exitCode
    },
  }
}

function portOf(address: string): string {
  return new URL(address.trim()).port
}
