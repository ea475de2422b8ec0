import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ExportData } from './export-data.ts'
import { indexName } from './export-index.ts'
import {
  sampleArticle,
  sampleData,
  sampleExport,
  sampleId,
  samplePassage,
  sampleVersion,
  textHash,
} from '../../tests/support/sample-export-data.ts'
import { writeExport, type WriteExportRequest } from './write-export.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-export-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

function write(
  name: string,
  change: Partial<WriteExportRequest> = {},
): ReturnType<typeof writeExport> {
  const path = join(folder, name)
  return writeExport({ format: 'markdown', path, force: false, data: sampleExport(), ...change })
}

/** An export of one passage, whose files are called after the title. */
function titled(title: string): ExportData {
  return sampleData([sampleArticle([sampleVersion([samplePassage('p1', 'for now')])], { title })])
}

/** Two articles, so that the second can fail when the first is in place. */
function twoArticles(note: string): ExportData {
  const article = (id: string, passage: string): ExportData['articles'][number] =>
    sampleArticle([sampleVersion([samplePassage(passage, 'for now', { note })])], {
      title: `Title ${id}`,
      id: sampleId(id),
    })
  return sampleData([article('a1', 'p1'), article('a2', 'p2')])
}

async function everything(path = folder): Promise<Record<string, string>> {
  const names = await readdir(path, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile())
  const pairs = files.map(async (entry) => {
    const full = join(entry.parentPath, entry.name)
    return [relative(path, full), await readFile(full, 'utf8')] as const
  })
  return Object.fromEntries(await Promise.all(pairs))
}

test.each(['markdown', 'csv'] as const)('%s is one file, and its hash is told', async (format) => {
  const { files } = await write('out', { format })
  const text = await readFile(join(folder, 'out'), 'utf8')
  expect(files).toEqual([{ path: join(folder, 'out'), sha256: textHash(text) }])
  expect(await readdir(folder)).toEqual(['out'])
})

test('w3c is a folder, and the hash of each file is told', async () => {
  const { files } = await write('out', { format: 'w3c' })
  const { [indexName]: index, ...written } = await everything(join(folder, 'out'))
  expect(Object.keys(written)).toHaveLength(2)
  expect(Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256]))).toEqual(
    Object.fromEntries(
      Object.entries(written).map(([name, text]) => [join(folder, 'out', name), textHash(text)]),
    ),
  )
  expect(JSON.parse(index!)).toMatchObject({
    format: 1,
    exportedAt: '2031-04-01T08:00:00.000Z',
    collection: 'Harbour coverage',
    files: files.map(({ sha256 }) => ({ sha256 })),
  })
  expect(await readdir(folder)).toEqual(['out'])
})

test.each(['markdown', 'csv', 'w3c'] as const)(
  'the same data gives the same %s at another time',
  async (format) => {
    const first = await write('first', { format })
    const data = { ...sampleExport(), exportedAt: '2032-01-01T00:00:00.000Z' }
    const second = await write('second', { format, data })
    const hashes = (written: typeof first): string[] => written.files.map(({ sha256 }) => sha256)
    expect(hashes(second)).toEqual(hashes(first))
  },
)

test.each(['markdown', 'csv', 'w3c'] as const)(
  'an existing %s export is replaced only with force',
  async (format) => {
    await write('out', { format, data: titled('Before') })
    const before = await everything()
    await expect(write('out', { format })).rejects.toMatchObject({
      code: 'already-exists',
      message: expect.stringContaining('may be replaced') as string,
    })
    expect(await everything()).toEqual(before)
    await write('out', { format, data: titled('After'), force: true })
    const after = JSON.stringify(await everything())
    expect(after).toContain('After')
    expect(after).not.toContain('Before')
  },
)

test('a folder that is empty may be filled', async () => {
  await mkdir(join(folder, 'out'))
  const { files } = await write('out', { format: 'w3c' })
  expect(files).toHaveLength(2)
})

test('what no export wrote stays in the folder, untouched', async () => {
  await write('out', { format: 'w3c', data: titled('Before') })
  await writeFile(join(folder, 'out/my notes.txt'), 'mine')
  await mkdir(join(folder, 'out/deeper'))
  await writeFile(join(folder, 'out/deeper/before-000000a1-v1.txt'), 'mine too')
  await write('out', { format: 'w3c', data: titled('After'), force: true })
  expect(Object.keys(await everything(join(folder, 'out'))).toSorted()).toEqual([
    'after-000000a1-v1.jsonld',
    'after-000000a1-v1.txt',
    'deeper/before-000000a1-v1.txt',
    'my notes.txt',
    indexName,
  ])
})

test('a file that was changed since the export is neither replaced nor removed', async () => {
  await write('out', { format: 'w3c', data: titled('Before') })
  await writeFile(join(folder, 'out/before-000000a1-v1.txt'), 'with my remarks')
  const before = await everything()
  await expect(
    write('out', { format: 'w3c', data: titled('Before'), force: true }),
  ).rejects.toMatchObject({
    code: 'already-exists',
    message: expect.stringContaining('before-000000a1-v1.txt') as string,
  })
  expect(await everything()).toEqual(before)
  await write('out', { format: 'w3c', data: titled('After'), force: true })
  expect((await everything())['out/before-000000a1-v1.txt']).toBe('with my remarks')
})

test('a stranger’s file in the way stops the whole export', async () => {
  await mkdir(join(folder, 'out'))
  await writeFile(join(folder, 'out/after-000000a1-v1.jsonld'), 'not an export')
  await expect(
    write('out', { format: 'w3c', data: titled('After'), force: true }),
  ).rejects.toMatchObject({ code: 'already-exists' })
  expect(await everything()).toEqual({ 'out/after-000000a1-v1.jsonld': 'not an export' })
})

test.each(['{', '[]', '{"format":1,"files":[{"path":"../../x","sha256":"aa"}]}'])(
  'an index like %s is not believed, and nothing is replaced',
  async (index) => {
    await write('out', { format: 'w3c', data: titled('Before') })
    await writeFile(join(folder, 'out', indexName), index)
    const before = await everything()
    await expect(write('out', { format: 'w3c', force: true })).rejects.toMatchObject({
      code: 'document-damaged',
    })
    expect(await everything()).toEqual(before)
  },
)

test('when the exchange of files fails half-way, all earlier files come back', async () => {
  await write('out', { format: 'w3c', data: twoArticles('Before') })
  const before = await everything()
  const out = join(folder, 'out')
  // A staged file vanishes, so its rename fails when others are already in place.
  const progress = ({ done }: { done: number }): void => {
    if (done !== 3) return
    const staging = join(
      out,
      readdirSync(out).find((name) => name.startsWith('.~'))!,
    )
    const staged = readdirSync(staging).filter((name) => name.endsWith('.jsonld'))
    rmSync(join(staging, staged.toSorted().at(-1)!))
  }
  const data = twoArticles('After')
  await expect(write('out', { format: 'w3c', data, force: true, progress })).rejects.toMatchObject({
    name: 'AppError',
  })
  expect(await everything()).toEqual(before)
})

test('an export that was cut off between two files knows both as its own', async () => {
  await write('out', { format: 'w3c', data: twoArticles('Before') })
  await write('after', { format: 'w3c', data: twoArticles('After') })
  const [out, after] = [join(folder, 'out'), join(folder, 'after')]
  const indexes = await Promise.all(
    [out, after].map(async (path) => {
      const text = await readFile(join(path, indexName), 'utf8')
      return JSON.parse(text) as { files: object[] }
    }),
  )
  const both = { ...indexes[1], files: indexes.flatMap(({ files }) => files) }
  await writeFile(join(out, indexName), JSON.stringify(both))
  const first = 'title-a1-000000a1-v1.jsonld'
  await copyFile(join(after, first), join(out, first))
  await write('out', { format: 'w3c', data: twoArticles('After'), force: true })
  expect(await everything(out)).toEqual(await everything(after))
})

test('an export that is cancelled half-way leaves what was there', async () => {
  await write('out', { format: 'w3c', data: twoArticles('Before') })
  const before = await everything()
  for (const [name, force] of [
    ['out', true],
    ['new', false],
  ] as const) {
    const controller = new AbortController()
    const run = write(name, {
      format: 'w3c',
      data: twoArticles('After'),
      force,
      signal: controller.signal,
      progress: ({ done }) => {
        if (done === 2) controller.abort()
      },
    })
    await expect(run).rejects.toMatchObject({ code: 'cancelled' })
  }
  expect(await everything()).toEqual(before)
})

test('progress counts up to all files', async () => {
  const told: string[] = []
  const progress = ({ done, total }: { done: number; total: number }): void => {
    told.push(`${done}/${total}`)
  }
  await write('out', { format: 'w3c', data: twoArticles(''), progress })
  expect(told).toEqual(['0/4', '1/4', '2/4', '3/4', '4/4'])
})

test('a file is refused where a folder is needed, and a folder where a file is', async () => {
  await writeFile(join(folder, 'file'), 'mine')
  await mkdir(join(folder, 'folder'))
  const attempts = [
    () => write('file', { format: 'w3c', force: true }),
    () => write('folder', { force: true }),
    () => write('absent/'),
    () => write('file/inside.md'),
    () => writeExport({ format: 'csv', path: '  ', force: true, data: sampleExport() }),
    () => write('nul\0.md'),
  ]
  for (const attempt of attempts) {
    await expect(attempt()).rejects.toMatchObject({ name: 'AppError', code: 'invalid-input' })
  }
  expect(await everything()).toEqual({ file: 'mine' })
})

test.each(['markdown', 'w3c'] as const)(
  'a folder that does not exist is not made for %s, and that is said',
  async (format) => {
    await expect(write('nowhere/out', { format })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/does not exist\. Nothing was exported/u) as string,
    })
    expect(await readdir(folder)).toEqual([])
  },
)

test('a link keeps being a link when what it leads to is replaced', async () => {
  await writeFile(join(folder, 'real.md'), 'old')
  await symlink(join(folder, 'real.md'), join(folder, 'link.md'))
  const { files } = await write('link.md', { force: true })
  expect(files[0]!.path).toBe(join(folder, 'link.md'))
  expect(await readFile(join(folder, 'real.md'), 'utf8')).toContain('# Harbour coverage')
})

/**
 * Exports a note of 90,000 letters in a process of its own: as the user “nobody” where the tests
 * run as root, who may write anywhere, and with a limit to the size of files where one is given.
 */
function exportElsewhere(path: string, format: string, limit = 'unlimited'): unknown {
  const program = `
    import { writeExport } from ${JSON.stringify(join(import.meta.dirname, 'write-export.ts'))}
    import * as sample from ${JSON.stringify(join(import.meta.dirname, '../../tests/support/sample-export-data.ts'))}
    if (process.getuid() === 0 && '${limit}' === 'unlimited') { process.setgid(65534); process.setuid(65534) }
    const passage = sample.samplePassage('p1', 'for now', { note: 'x'.repeat(90_000) })
    const data = sample.sampleData([sample.sampleArticle([sample.sampleVersion([passage])])])
    const request = { format: '${format}', path: ${JSON.stringify(path)}, force: true, data }
    const told = await writeExport(request).catch(({ code, message }) => ({ code, message }))
    console.log(JSON.stringify(told))`
  const node = ['--no-warnings', '--input-type=module-typescript', '--eval', program]
  const shell = ['-c', 'ulimit -f "$1"; shift; exec "$@"', 'sh', limit, process.execPath, ...node]
  const run = spawnSync('sh', shell, { encoding: 'utf8' })
  expect(run.stderr).toBe('')
  return JSON.parse(run.stdout)
}

test.skipIf(process.platform === 'win32').each(['markdown', 'w3c'])(
  'a place where one may not write is named, and nothing is left behind (%s)',
  async (format) => {
    await chmod(folder, 0o555)
    expect(exportElsewhere(join(folder, 'out'), format)).toMatchObject({
      code: 'no-access',
      message: expect.stringContaining('not allowed to write') as string,
    })
    await chmod(folder, 0o755)
    expect(await readdir(folder)).toEqual([])
  },
)

test.skipIf(process.platform === 'win32').each(['markdown', 'csv', 'w3c'] as const)(
  'a %s export that the disk stops taking leaves what was there',
  async (format) => {
    await write('out', { format })
    const before = await everything()
    for (const name of ['out', 'new']) {
      expect(exportElsewhere(join(folder, name), format, '64')).toMatchObject({
        code: 'disk-error',
        message: expect.stringContaining('what was there before is unchanged') as string,
      })
    }
    expect(await everything()).toEqual(before)
    expect(await readdir(folder)).toEqual(['out'])
  },
)
