import {
  findingKinds,
  type Verification,
  type VerifyProgress,
} from '../../../shared/api/verification.ts'
import type { Article } from '../../../shared/domain/article.ts'
import { Coder } from '../../../shared/domain/coder.ts'
import { CollectionFile } from '../../../shared/domain/collection.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { now } from '../../../shared/domain/instant.ts'
import { LibraryRecord } from '../../../shared/domain/library.ts'
import { Codebook } from '../../../shared/domain/tag.ts'
import { readMemories } from '../device-memory.ts'
import { nameOf, type Disk } from '../disk.ts'
import { coderOfFile, entryPath, isJournalName, type LibraryPaths } from '../library-paths.ts'
import { mapConcurrently } from '../map-concurrently.ts'
import { checkArticle, type ArticleFolder } from './check-article.ts'
import { checkDocument } from './check-document.ts'
import { checkJournal, journalGone } from './check-journal.ts'
import { gatherFacts, type JournalFacts } from './journal-facts.ts'
import { articleFolders, namesIn } from './library-folders.ts'
import { whole, type RawFinding, type Verifying } from './verifying.ts'

/** What is looked at: all of the library, or some articles with the journals. */
export type VerifyRequest = {
  articleIds: readonly Id[] | null
  signal: AbortSignal
  onProgress: (progress: VerifyProgress) => void
}

/** {@link Verification} before anybody is asked what coders and tags are called. */
export type RawVerification = Omit<Verification, 'findings'> & { findings: RawFinding[] }

/** Where the library lies, which one it is, and what this machine remembers of it. */
export type VerifyContext = {
  disk: Disk
  paths: LibraryPaths
  deviceMemoryFile: string
  libraryId: () => Promise<Id | null>
}

/** Articles that are looked at side by side: one is read while another is hashed. */
const atATime = 2

/** Reads everything there is and writes nothing: each file as it lies on the disk now. */
export async function verifyLibrary(
  context: VerifyContext,
  { articleIds, signal, onProgress }: VerifyRequest,
): Promise<RawVerification> {
  const startedAt = now()
  const findings: RawFinding[] = []
  const progress = { done: 0, total: 0, file: '' }
  const verifying: Verifying = {
    ...context,
    signal,
    report: (finding) => void findings.push(whole(finding)),
    step(file) {
      signal.throwIfAborted()
      onProgress({ ...progress, file, total: Math.max(progress.total, progress.done + 1) })
      progress.done += 1
    },
  }
  // Before the journals: what is remembered is never newer than the file.
  const libraryId = await context.libraryId()
  const memories = await readMemories(context.disk, context.deviceMemoryFile)
  const journals = await namesIn(verifying, context.paths.journal, 'files')
  const facts = gatherFacts()
  const remembered = libraryId === null ? null : (memories[libraryId] ?? null)
  const lines = await checkJournals(verifying, journals, remembered, facts)
  // After the journals: whatever they tell of is there by now.
  const folders = await articleFolders(verifying, articleIds)
  progress.total = folders.reduce((sum, { names }) => sum + names.length, journals.length + 3)
  if (articleIds === null) await checkLibraryDocuments(verifying, folders)
  const articles = await mapConcurrently(folders, atATime, (folder) =>
    checkArticle(verifying, folder, facts),
  )
  const known = articles.filter((article) => article !== null)
  tellGone(verifying, known, folders, facts, articleIds)
  await tellUnlogged(verifying, known, facts)
  return {
    startedAt,
    finishedAt: now(),
    files: progress.done,
    articles: known.length,
    versions: known.reduce((sum, { versions }) => sum + versions.length, 0),
    journals: journals.filter(isJournalName).length,
    journalLines: lines,
    findings: inOrder(findings),
  }
}

async function checkJournals(
  verifying: Verifying,
  names: readonly string[],
  remembered: Awaited<ReturnType<typeof readMemories>>[string] | null,
  facts: ReturnType<typeof gatherFacts>,
): Promise<number> {
  const { disk, paths } = verifying
  const isRemembered = (name: string): boolean =>
    remembered !== null && name.endsWith(`-${remembered.deviceId}.jsonl`)
  let lines = 0
  for (const name of names.filter(isJournalName)) {
    const path = entryPath(paths.journal, name)
    const memory = isRemembered(name) ? remembered : null
    lines += (await checkJournal(verifying, path, memory, (line) => facts.add(line))).lines
  }
  if (remembered !== null && !names.some(isRemembered)) {
    const folder = nameOf(disk, paths.journal)
    verifying.report(journalGone(`${folder}/…-${remembered.deviceId}.jsonl`, remembered))
  }
  for (const name of names) {
    if (isJournalName(name) || name.startsWith('.')) continue
    const file = nameOf(disk, entryPath(paths.journal, name))
    verifying.report({
      kind: 'unknown-file',
      file,
      headline: 'A file beside the custody log is none',
      sentence: `“${file}” is not named as a journal, so it was not checked: a sync tool or a person put it there. It is kept as it is.`,
    })
  }
  return lines
}

/** What the library has once. Each may be absent as long as nothing was put into it. */
async function checkLibraryDocuments(
  verifying: Verifying,
  folders: readonly ArticleFolder[],
): Promise<void> {
  const { paths } = verifying
  const record = { path: paths.record, schema: LibraryRecord, what: 'the record of the library' }
  const { isThere } = await checkDocument(verifying, record)
  if (!isThere && folders.length > 0) {
    verifying.report({
      kind: 'missing',
      file: nameOf(verifying.disk, paths.record),
      headline: 'The record of the library is not there',
      sentence:
        '“pressmark.json” is not there: it is not synced yet, or was removed. Wait for the sync, or put it back from a backup.',
    })
  }
  await checkDocument(verifying, { path: paths.codebook, schema: Codebook, what: 'the codebook' })
  await checkDocument(verifying, {
    path: paths.collections,
    schema: CollectionFile,
    what: 'the list of collections',
  })
  for (const name of await namesIn(verifying, paths.coders, 'files')) {
    if (coderOfFile(name) === null || !name.endsWith('.json')) continue
    const path = entryPath(paths.coders, name)
    await checkDocument(verifying, { path, schema: Coder, what: 'the record of a coder' })
  }
}

/** Articles that the journals know, and of which no folder is there. */
function tellGone(
  verifying: Verifying,
  known: readonly Article[],
  folders: readonly ArticleFolder[],
  facts: JournalFacts,
  articleIds: readonly Id[] | null,
): void {
  const ids = new Set(known.map(({ id }) => id))
  const there = new Set(folders.map(({ folder }) => nameOf(verifying.disk, folder)))
  for (const [articleId, folder] of facts.articles()) {
    if (ids.has(articleId) || there.has(folder)) continue
    if (articleIds !== null && !articleIds.includes(articleId)) continue
    verifying.report({
      kind: 'missing',
      file: folder,
      articleId,
      headline: 'An article is gone',
      sentence: `The journal says that an article was archived in “${folder}”, and the folder is not there: it is not synced yet, or was removed. Wait for the sync, or put it back from a backup.`,
    })
  }
}

/** Versions of which no journal tells: nothing but article.json vouches for their records. */
async function tellUnlogged(
  verifying: Verifying,
  known: readonly Article[],
  facts: JournalFacts,
): Promise<void> {
  const before = known.filter((article) => !isLogged(article, facts))
  if (before.length === 0) return
  // What was captured meanwhile is in the journal by now.
  const later = await factsNow(verifying)
  const unlogged = before.filter((article) => !isLogged(article, later))
  const [first] = unlogged
  if (first === undefined) return
  const names = unlogged.slice(0, 3).map(({ metadata, id }) => `“${metadata.title.value ?? id}”`)
  const more = unlogged.length > names.length ? ` and ${unlogged.length - names.length} more` : ''
  verifying.report({
    kind: 'unlogged',
    file: nameOf(verifying.disk, verifying.paths.journal),
    articleId: unlogged.length === 1 ? first.id : null,
    headline: `${unlogged.length === 1 ? 'An article has' : `${unlogged.length} articles have`} versions that the custody log does not name`,
    sentence: `No journal tells of every version of ${names.join(', ')}${more}: the journal of another computer is not synced yet, or could not be written then, or lines were cut off. Such versions are checked by article.json alone.`,
  })
}

function isLogged({ id, versions }: Article, facts: JournalFacts): boolean {
  const logged = new Set(facts.versionsOf(id).map(({ versionId }) => versionId))
  return versions.every((version) => logged.has(version.id))
}

async function factsNow(verifying: Verifying): Promise<JournalFacts> {
  const quiet = { ...verifying, report: () => undefined, step: () => undefined }
  const facts = gatherFacts()
  const names = await namesIn(quiet, verifying.paths.journal, 'files')
  for (const name of names.filter(isJournalName)) {
    const path = entryPath(verifying.paths.journal, name)
    await checkJournal(quiet, path, null, (line) => facts.add(line))
  }
  return facts
}

function inOrder(findings: readonly RawFinding[]): RawFinding[] {
  const rank = ({ kind }: RawFinding): number => findingKinds.indexOf(kind)
  return [...findings].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b)
    return a.file < b.file ? -1 : Number(a.file > b.file)
  })
}
