import { assertNever } from '../../../shared/errors.ts'
import type { VersionFile, VersionRecord } from '../../../shared/domain/version.ts'
import { filePath, isMediaNameOf, versionFileName } from '../library-paths.ts'
import {
  aboutVersion,
  dayOf,
  nameIn,
  titleOf,
  type ArticleAtHand,
  type VersionAtHand,
} from './article-at-hand.ts'
import { insideCheckOf } from './inside-file.ts'
import { judgeFile, type Verdict } from './judge-file.ts'
import { readThrough, type FileReading } from './read-through.ts'
import type { Report } from './verifying.ts'

/** A version with its record, where that can be trusted. */
export type ReadVersion = VersionAtHand & { record: VersionRecord | null }

/** A file of a version, and every version that shows it. */
type Named = {
  fileName: string
  file: VersionFile | null
  owners: readonly VersionAtHand[]
}

/** A file as it was found. */
type Looked = Named & { reading: FileReading; verdict: Verdict }

/** What is called what in a headline, by the file's role. */
const called: Readonly<Record<string, string>> = {
  document: 'The structure',
  text: 'The text',
  'left-out': 'What was left out',
  article: 'The readable page',
  response: 'The evidence',
  original: 'The original',
  media: 'A picture',
  snapshot: 'The snapshot',
  page: 'The page as it looked',
}

/**
 * Checks every file of a version by record and journal, each once for all the versions that share it, and
 * answers the bytes of text and document where both are what was kept.
 */
export async function checkFiles(
  at: ArticleAtHand,
  version: ReadVersion,
  all: readonly ReadVersion[],
  seen: Set<string>,
): Promise<{ text: Uint8Array; document: Uint8Array } | null> {
  const looked: Looked[] = []
  for (const named of filesOf(at, version, all)) {
    if (seen.has(named.fileName)) continue
    seen.add(named.fileName)
    looked.push(await lookAt(at, named))
  }
  for (const one of looked) {
    const report = told(at, version, one, looked)
    if (report !== null) at.verifying.report(report)
    await checkInside(at, version, one)
    checkName(at, version, one)
  }
  const bytesOf = (role: VersionFile['role']): Uint8Array | null => {
    const found = looked.find(({ file }) => file?.role === role)
    if (found?.verdict.state !== 'same' || found.reading.state !== 'read') return null
    return found.reading.bytes
  }
  const text = bytesOf('text')
  const document = bytesOf('document')
  return text === null || document === null ? null : { text, document }
}

/** The files that the record names, or, without one, the journals. */
function filesOf(
  { facts, article }: ArticleAtHand,
  version: ReadVersion,
  all: readonly ReadVersion[],
): Named[] {
  const named = new Map<string, VersionFile | null>()
  for (const file of version.record?.files ?? []) named.set(file.path, file)
  const journalled = facts
    .versionsOf(article.id)
    .filter(({ versionId }) => versionId === version.entry.id)
  const recordName = versionFileName(version.entry.name, 'version.json')
  for (const { files } of journalled) {
    for (const name of files.keys()) {
      if (name !== recordName && !named.has(name)) named.set(name, null)
    }
  }
  return [...named].map(([fileName, file]) => {
    const owners = all.filter(({ record }) => record?.files.some(({ path }) => path === fileName))
    return { fileName, file, owners: owners.length === 0 ? [version] : owners }
  })
}

async function lookAt(at: ArticleAtHand, named: Named): Promise<Looked> {
  const { verifying, folder, article, facts } = at
  const { fileName, file } = named
  verifying.step(nameIn(at, fileName))
  const isParsed = file?.role === 'text' || file?.role === 'document'
  const isKept = isParsed || (file !== null && insideCheckOf(file.role) !== null)
  const reading = await readThrough(verifying, filePath(folder, fileName), isKept ? 'keep' : 'hash')
  const journal = facts.hashesOf(article.id, fileName)
  return { ...named, reading, verdict: judgeFile(reading, { record: file, journal }) }
}

function told(
  at: ArticleAtHand,
  version: VersionAtHand,
  { fileName, file, owners, reading, verdict }: Looked,
  all: readonly Looked[],
): Report | null {
  const name = nameIn(at, fileName)
  const what = `${called[file?.role ?? ''] ?? 'A file'} of “${titleOf(at)}”`
  const numbers = owners.map(({ number }) => number)
  const versions =
    numbers.length > 1 ? `version ${numbers.join(', ')}` : `version ${version.number}`
  const captured = dayOf(version.entry.capturedAt)
  const common = {
    ...aboutVersion(at, version, owners),
    file: name,
    sizeExpected: file?.sizeBytes ?? null,
    sizeFound: reading.state === 'read' ? reading.sizeBytes : null,
    found: reading.state === 'read' ? reading.sha256 : null,
  }
  switch (verdict.state) {
    case 'same':
    case 'unknown':
      return null
    case 'missing':
      return {
        ...common,
        kind: 'missing',
        headline: `${what} is not there`,
        sentence: `The record of ${versions} names it, and it is not there: it is not synced yet, or was removed. ${others(all)} Wait for the sync, or put it back from a backup.`,
        expected: verdict.expected,
      }
    case 'unreadable':
      return {
        ...common,
        kind: 'unreadable',
        headline: `${what} cannot be read`,
        sentence: verdict.message,
      }
    case 'altered':
      return {
        ...common,
        kind: 'altered',
        headline: `${what} no longer matches its hash`,
        sentence: `${changed(verdict, captured, versions)} ${others(all)} Your notes and tags are safe: they lie in files of their own. Put the file back from a backup.`,
        expected: verdict.expected,
      }
    default:
      return assertNever(verdict)
  }
}

function changed(
  { by }: Extract<Verdict, { state: 'altered' }>,
  captured: string,
  versions: string,
): string {
  if (by === 'record')
    return `Its bytes have changed since ${versions} was archived on ${captured}.`
  return by === 'journal'
    ? `It is what the record of ${versions} says, but not what the journal says was archived on ${captured}: both were changed together.`
    : `It is what the journal says was archived on ${captured}, but the record of ${versions} names another hash.`
}

/** What became of the other files of the version. */
function others(all: readonly Looked[]): string {
  const rest = all.length - 1
  const bad = all.filter(({ verdict }) => verdict.state !== 'same').length - 1
  if (rest <= 0) return ''
  if (bad <= 0)
    return rest === 1 ? 'The other file is whole.' : `The other ${rest} files are whole.`
  return `Of the other ${rest} files ${rest - bad} ${rest - bad === 1 ? 'is' : 'are'} whole.`
}

/** The look inside of a file whose hash is right. */
async function checkInside(
  at: ArticleAtHand,
  version: VersionAtHand,
  { fileName, file, owners, reading, verdict }: Looked,
): Promise<void> {
  if (file === null || verdict.state !== 'same' || reading.state !== 'read') return
  const check = insideCheckOf(file.role)
  if (check === null) return
  const name = nameIn(at, fileName)
  for (const fault of await check(reading.bytes ?? new Uint8Array())) {
    at.verifying.report({
      kind: 'altered',
      file: name,
      headline: `${called[file.role] ?? 'A file'} of “${titleOf(at)}” does not hold together`,
      sentence: `“${name}” is what was kept, but it does not hold together in itself: ${fault}`,
      ...aboutVersion(at, version, owners),
    })
  }
}

/** A picture is named by its hash. */
function checkName(
  at: ArticleAtHand,
  version: VersionAtHand,
  { fileName, file, verdict }: Looked,
): void {
  if (file?.role !== 'media' || verdict.state !== 'same') return
  if (isMediaNameOf(fileName, file.sha256)) return
  const name = nameIn(at, fileName)
  at.verifying.report({
    kind: 'altered',
    file: name,
    headline: `A picture of “${titleOf(at)}” has the name of another`,
    sentence: `“${name}” of version ${version.number} is what its record says, but the name of a picture begins with its hash, and this one does not.`,
    ...aboutVersion(at, version),
  })
}
