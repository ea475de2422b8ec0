import { chmod, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { isFault } from '../../../shared/api/verification.ts'
import { copiesForTests, ownJournalOf, short } from '../../../tests/support/copied-library.ts'
import { sha256Of } from '../../system/hash.ts'

const { app, copy, verify } = copiesForTests()
/** What a computer remembers that never wrote there. */
const gone = '/nowhere/device.json'
const pastedText = /ferry.*v1-.*\.text\.txt$/u
const pastedRecord = /ferry.*v1-.*version\.json$/u
const pastedArticle = /ferry.*article\.json$/u

test('a library as people make it is whole, and every file of it was read', async () => {
  const seen = new Set<string>()
  const result = await verify(app().library, { onProgress: ({ file }) => void seen.add(file) })
  expect(result.findings).toEqual([])
  const states = /\.prev$/u
  expect([...seen].sort()).toEqual((await app().files()).filter((path) => !states.test(path)))
  const { files, articles, versions, journals } = result
  expect({ files, articles, versions, journals }).toEqual({
    files: seen.size,
    articles: 3,
    versions: 5,
    journals: 2,
  })
  expect(result.journalLines).toBeGreaterThan(8)
})

test.each([
  ['the text', pastedText, 'text'],
  ['the structure', /ferry.*v1-.*document\.json$/u, 'structure'],
  ['what was left out', /ferry.*v1-.*left-out\.json$/u, 'left out'],
  ['the readable page', /ferry.*v1-.*article\.html$/u, 'readable page'],
  ['the original', /ferry.*v1-.*original\.txt$/u, 'original'],
  ['the record', pastedRecord, 'record'],
])('%s that was altered is named, with its version and what rests on it', async (_, path, word) => {
  const { folder, change } = await copy()
  const file = await change(path, (text) => `${text} `)
  const { findings } = await verify(folder)
  expect(findings.map(short)).toEqual([`altered ${file}`])
  const [finding] = findings
  expect(finding?.headline).toContain('“The ferry is gone” no longer matches its hash')
  expect(finding?.headline.toLowerCase()).toContain(word)
  expect(finding).toMatchObject({ articleId: app().pasted, version: 1 })
  expect(finding?.expected).not.toBe(finding?.found)
  expect(finding?.rests.map(({ target }) => target.quote?.exact)).toEqual(['nobody 🐦'])
  const size = (await stat(join(folder, file))).size
  const sizes = [finding?.sizeExpected, finding?.sizeFound]
  expect(sizes).toEqual(word === 'record' ? [null, null] : [size - 1, size])
})

test('a picture is checked for every version that shows it', async () => {
  const { folder, pathOf } = await copy()
  const path = await pathOf(/media-.*png$/u)
  await chmod(path, 0o644)
  await writeFile(path, 'another picture')
  const { findings } = await verify(folder)
  expect(findings.map(({ kind }) => kind)).toEqual(['altered'])
  expect(findings[0]?.rests.map(({ target }) => target.quote?.exact)).toEqual(['bridge'])
})

test('record and article.json that were changed together are caught by the journal', async () => {
  const { folder, change, reseal } = await copy()
  let hash = ''
  const file = await change(pastedRecord, (text) => {
    const changed = text.replace('"pasted"', '"pasted" ')
    hash = sha256Of(changed)
    return changed
  })
  await reseal(pastedArticle, ({ versions }) => {
    const entry = versions.find(({ name }) => file.includes(`${name}.`))
    if (entry !== undefined) entry.recordSha256 = hash
  })
  const { findings } = await verify(folder)
  expect(findings.filter(isFault).map(short)).toContain(`altered ${file}`)
  expect(findings.find((one) => one.file === file)?.sentence).toContain(
    'both were changed together',
  )
})

test('a file that was changed with its record, and with article.json, is caught by the journal', async () => {
  const { folder, change, reseal } = await copy()
  const text = await change(pastedText, (before) => before.replace('nobody', 'SOMEBODY'))
  const bytes = await readFile(join(folder, text))
  let recordHash = ''
  const record = await change(pastedRecord, (before) => {
    const json = JSON.parse(before) as { textSha256: string }
    const after = before.replaceAll(json.textSha256, sha256Of(bytes))
    recordHash = sha256Of(after)
    return after
  })
  await reseal(pastedArticle, ({ versions }) => {
    const entry = versions.find(({ name }) => record.includes(`${name}.`))
    if (entry !== undefined) entry.recordSha256 = recordHash
  })
  const named = (await verify(folder)).findings.filter(isFault).map(short)
  expect(named).toContain(`altered ${record}`)
  expect(named).toContain(`altered ${text}`)
})

test('article.json that names another hash than the record ever had is altered, the record is not', async () => {
  const { folder, reseal } = await copy()
  const file = await reseal(pastedArticle, ({ versions }) => {
    if (versions[0] !== undefined) versions[0].recordSha256 = '0'.repeat(64)
  })
  expect((await verify(folder)).findings.filter(isFault).map(short)).toContain(`altered ${file}`)
})

test('a version that was taken out of article.json is missed, even without the journals', async () => {
  const { folder, reseal } = await copy()
  const file = await reseal(pastedArticle, (article) => void article.versions.splice(1, 1))
  expect((await verify(folder)).findings.map(short)).toContain(`missing ${file}`)
  await rm(join(folder, 'journal'), { recursive: true })
  const { findings } = await verify(folder, { deviceMemoryFile: gone })
  const chain = findings.find(({ kind }) => kind === 'missing')
  expect([chain?.file, chain?.sentence]).toEqual([
    file,
    expect.stringContaining('follows a version'),
  ])
})

test('a file that is named and not there is missing; one that nobody names is not Pressmark’s yet', async () => {
  const { folder, pathOf } = await copy()
  const path = await pathOf(pastedText)
  await rename(path, path.replace(/v1-.{6}/u, 'v9-abcdef'))
  const name = path.slice(folder.length + 1)
  const { findings } = await verify(folder)
  expect(findings.map(short)).toEqual([
    `missing ${name}`,
    `unknown-file ${name.replace(/v1-.{6}/u, 'v9-abcdef')}`,
  ])
  expect(findings[0]?.sentence).toContain('not synced yet, or was removed')
  expect(findings[1]?.sentence).toContain('unfinished, or not synced yet')
  expect(isFault({ kind: 'unknown-file' })).toBe(false)
})

test('an article whose folder is gone is missed, one that was moved is found', async () => {
  const { folder, pathOf } = await copy()
  const at = dirname(await pathOf(/tides.*article\.json$/u))
  await rename(at, join(dirname(at), `a-name-of-mine-${app().imported.slice(-8)}`))
  expect((await verify(folder)).findings).toEqual([])
  await rm(join(dirname(at), `a-name-of-mine-${app().imported.slice(-8)}`), { recursive: true })
  expect((await verify(folder)).findings.map(short)).toEqual([
    `missing ${at.slice(folder.length + 1)}`,
  ])
})

test('of a folder whose article.json is damaged the files are checked by the journal', async () => {
  const { folder, change } = await copy()
  const article = await change(/tides.*article\.json$/u, () => '{')
  const text = await change(/tides.*text\.txt$/u, (before) => `${before}!`)
  expect((await verify(folder)).findings.map(short)).toEqual([
    `altered ${text}`,
    `unreadable ${article}`,
  ])
})

test('documents that people may edit are told as edited, and are no fault', async () => {
  const { folder, change } = await copy()
  const files = [
    await change(/tides.*article\.json$/u, (text) => text.replace('"rev": 1', '"rev": 7')),
    await change(/codebook\.json$/u, (text) => text.replace('Absence', 'Silence')),
    await change(/bridge.*annotations.*json$/u, (text) => text.replace('minutes', 'hours')),
    await change(/collections\.json$/u, (text) => text.replace('Quay', 'Pier')),
    await change(/pressmark\.json$/u, (text) => text.replace('}\n', ' }\n')),
  ]
  const { findings } = await verify(folder)
  expect(findings.map(short)).toEqual(files.map((file) => `edited-outside ${file}`).sort())
  expect(findings.filter(isFault)).toEqual([])
})

test('an annotation that quotes other words than stand there is named', async () => {
  const { folder, reseal } = await copy()
  const file = await reseal(/bridge.*annotations.*json$/u, ({ annotations }) => {
    const { position } = annotations[0]?.target ?? { position: { start: 0, end: 0 } }
    position.start += 1
  })
  const { findings } = await verify(folder)
  expect(findings.map(short)).toEqual([`edited-outside ${file}`])
  expect(findings[0]?.headline).toContain('quotes other words')
  expect(findings[0]?.rests).toHaveLength(1)
})

test('only the articles that are asked for are looked at, with the journals', async () => {
  const { folder, change } = await copy()
  await change(pastedText, (text) => `${text}!`)
  const journal = await change(await ownJournalOf(app()), (text) =>
    text.replace('"seq":2', '"seq":9'),
  )
  const some = async (id: string) =>
    (await verify(folder, { articleIds: [id] })).findings.map(({ kind, file }) => [kind, file])
  expect(await some(app().imported)).toEqual([['altered', journal]])
  expect(await some(app().pasted)).toHaveLength(2)
})

test('stops when it is asked to', async () => {
  const stopping = new AbortController()
  const onProgress = (): void => stopping.abort()
  await expect(verify(app().library, { signal: stopping.signal, onProgress })).rejects.toThrow(
    /abort/u,
  )
})

test('writes nothing: not into the library, not beside it', async () => {
  const { root, folder, change } = await copy()
  await change(pastedText, (text) => `${text}!`)
  await change(/tides.*article\.json$/u, () => '{')
  await change(await ownJournalOf(app()), (text) => text.slice(0, -30))
  const before = await everything(root)
  await verify(folder, { deviceMemoryFile: join(root, 'data', 'device.json') })
  expect(await everything(root)).toEqual(before)
})

/** Every name in a folder with its times and size. */
async function everything(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true })).sort()
  return Promise.all(
    names.map(async (name) => {
      const { mtimeMs, ctimeMs, size } = await stat(join(folder, name))
      return [name, mtimeMs, ctimeMs, size].join(' ')
    }),
  )
}
