import { setImmediate as othersFirst } from 'node:timers/promises'
import { Article, versionsInOrder } from '../../../shared/domain/article.ts'
import { nameOf } from '../disk.ts'
import { articlePath, filePath, versionFileName } from '../library-paths.ts'
import { aboutVersion, nameIn, titleOf, type ArticleAtHand } from './article-at-hand.ts'
import { checkAnnotations, type FolderAnnotations } from './check-annotations.ts'
import { checkDocument } from './check-document.ts'
import { checkFiles, type ReadVersion } from './check-files.ts'
import { checkRecord } from './check-record.ts'
import { checkText } from './check-text.ts'
import { judgeFile } from './judge-file.ts'
import type { JournalFacts } from './journal-facts.ts'
import { readThrough } from './read-through.ts'
import { tellStrays, tellUnnamed } from './stray-files.ts'
import type { Verifying } from './verifying.ts'

/** The folder of an article, with the names of the files in it. */
export type ArticleFolder = { folder: string; names: readonly string[] }

/** Checks everything in the folder of an article; answers the article where article.json can be read. */
export async function checkArticle(
  verifying: Verifying,
  { folder, names }: ArticleFolder,
  facts: JournalFacts,
): Promise<Article | null> {
  const annotations = await checkAnnotations(verifying, folder, names)
  const rests = annotations.standing.map(({ annotation }) => annotation)
  const { value: article, isThere } = await checkDocument(verifying, {
    path: articlePath(folder),
    schema: Article,
    what: 'the record of an article',
    about: (value) => ({ articleId: value?.id ?? null, rests: value === null ? rests : [] }),
  })
  if (article === null) {
    await checkByJournal(verifying, folder, isThere, facts, annotations)
    return null
  }
  annotations.tellStrangers(article.id)
  const at = { verifying, folder, article, facts, standing: annotations.standing }
  const seen = await checkVersions(at)
  tellUnknownVersions(at)
  tellUnnamed(at)
  tellStrays(at, names, seen)
  return article
}

/** Checks the versions, and answers the names of their files. */
async function checkVersions(at: ArticleAtHand): Promise<Set<string>> {
  const versions: ReadVersion[] = []
  const seen = new Set<string>()
  for (const [index, entry] of versionsInOrder(at.article).entries()) {
    const version = { entry, number: index + 1 }
    const record = await checkRecord(at, version)
    versions.push({ ...version, record })
    seen.add(versionFileName(entry.name, 'version.json'))
  }
  for (const version of versions) {
    tellBrokenChain(at, version, versions)
    const kept = await checkFiles(at, version, versions, seen)
    // Whoever waits for this thread goes first: a long article takes a moment to be read as a document.
    await othersFirst()
    if (kept !== null) checkText(at, version, kept)
  }
  return seen
}

/** The record of each version names the hash of one before it. */
function tellBrokenChain(
  at: ArticleAtHand,
  version: ReadVersion,
  all: readonly ReadVersion[],
): void {
  const previous = version.record?.previousRecordSha256 ?? null
  const before = all.filter(({ number }) => number < version.number)
  if (previous === null || before.some(({ entry }) => entry.recordSha256 === previous)) return
  at.verifying.report({
    ...aboutVersion(at, version),
    kind: 'missing',
    file: nameIn(at, 'article.json'),
    headline: `A version of “${titleOf(at)}” is gone`,
    sentence: `The record of version ${version.number} follows a version that “${nameIn(at, 'article.json')}” does not name: it was taken out, or changed together with its record. Put article.json and the version back from a backup.`,
    expected: previous,
  })
}

function tellUnknownVersions(at: ArticleAtHand): void {
  const known = new Set(at.article.versions.map(({ id }) => id))
  const lost = at.standing.filter(({ annotation }) => !known.has(annotation.target.versionId))
  for (const [file, some] of Map.groupBy(lost, (one) => one.file)) {
    at.verifying.report({
      kind: 'unknown-version',
      file,
      articleId: at.article.id,
      headline: `Passages stand on a version of “${titleOf(at)}” that is not here`,
      sentence: `Annotations in “${file}” stand on a version that article.json does not name: it is not synced yet, or was taken out. They are kept as they are.`,
      rests: some.map(({ annotation }) => annotation),
    })
  }
}

/** Of a folder without a readable article.json the journals may still know every file. */
async function checkByJournal(
  verifying: Verifying,
  folder: string,
  isThere: boolean,
  facts: JournalFacts,
  { standing }: FolderAnnotations,
): Promise<void> {
  const name = nameOf(verifying.disk, folder)
  const articleId = facts.articleAt(name)
  if (articleId === null) {
    if (isThere) return
    verifying.report({
      kind: 'unknown-file',
      file: name,
      headline: 'A folder holds no article yet',
      sentence: `“${name}” holds no article.json, and no journal names it: it is unfinished, or not synced yet. Its files are kept.`,
    })
    return
  }
  const restingOn = (versionId: string) =>
    standing.flatMap(({ annotation }) =>
      annotation.target.versionId === versionId ? annotation : [],
    )
  if (!isThere) {
    verifying.report({
      kind: 'missing',
      file: `${name}/article.json`,
      articleId,
      headline: 'The record of an article is not there',
      sentence: `“${name}/article.json” is not there, though the journal says that the article was archived: it is not synced yet, or was removed. Wait for the sync, or put it back from a backup.`,
      rests: standing.map(({ annotation }) => annotation),
    })
  }
  for (const { versionId, files } of facts.versionsOf(articleId)) {
    for (const [fileName, journal] of files) {
      verifying.step(`${name}/${fileName}`)
      const reading = await readThrough(verifying, filePath(folder, fileName), 'hash')
      const verdict = judgeFile(reading, { record: null, journal })
      if (verdict.state === 'same' || verdict.state === 'unknown') continue
      verifying.report({
        kind: verdict.state,
        file: `${name}/${fileName}`,
        articleId,
        versionId,
        headline:
          verdict.state === 'missing' ? 'A file is not there' : 'A file no longer matches its hash',
        sentence:
          verdict.state === 'unreadable'
            ? verdict.message
            : verdict.state === 'missing'
              ? 'The journal says that it was archived, and it is not there: it is not synced yet, or was removed. Wait for the sync, or put it back from a backup, with article.json.'
              : 'It is not what the journal says was archived. Put it back from a backup, with article.json.',
        expected: verdict.state === 'unreadable' ? null : verdict.expected,
        found: reading.state === 'read' ? reading.sha256 : null,
        rests: restingOn(versionId),
      })
    }
  }
}
