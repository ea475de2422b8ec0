import { VersionRecord } from '../../../shared/domain/version.ts'
import { assertNever } from '../../../shared/errors.ts'
import { readDocument } from '../json-text.ts'
import { filePath, versionFileName } from '../library-paths.ts'
import {
  aboutVersion,
  dayOf,
  nameIn,
  titleOf,
  type ArticleAtHand,
  type VersionAtHand,
} from './article-at-hand.ts'
import { judgeFile, type Verdict } from './judge-file.ts'
import { readThrough, type FileReading } from './read-through.ts'
import type { Report } from './verifying.ts'

/**
 * Checks the record of a version against article.json and the journals, and answers what it says; null where
 * it cannot be trusted.
 */
export async function checkRecord(
  at: ArticleAtHand,
  version: VersionAtHand,
): Promise<VersionRecord | null> {
  const { verifying, folder, article, facts } = at
  const { entry } = version
  const fileName = versionFileName(entry.name, 'version.json')
  verifying.step(nameIn(at, fileName))
  const reading = await readThrough(verifying, filePath(folder, fileName), 'keep')
  const verdict = judgeFile(reading, {
    record: { sha256: entry.recordSha256, sizeBytes: null },
    journal: facts.hashesOf(article.id, fileName),
  })
  const report = told(at, version, fileName, reading, verdict)
  if (report !== null) verifying.report(report)
  const isTrusted =
    verdict.state === 'same' || (verdict.state === 'altered' && verdict.by === 'record-only')
  if (!isTrusted || reading.state !== 'read') return null
  const parsed = readDocument(reading.bytes ?? new Uint8Array(), VersionRecord, 1)
  if (parsed.kind === 'whole') {
    tellDisagreement(at, version, parsed.value)
    return parsed.value
  }
  verifying.report({
    ...aboutVersion(at, version),
    kind: 'unreadable',
    file: nameIn(at, fileName),
    headline: `The record of “${titleOf(at)}” cannot be understood`,
    sentence: `“${nameIn(at, fileName)}” is what was kept, but this Pressmark cannot read it, so the files of version ${version.number} were checked by the journal only. It may be of a newer Pressmark: update, and verify again.`,
  })
  return null
}

function told(
  at: ArticleAtHand,
  version: VersionAtHand,
  fileName: string,
  reading: FileReading,
  verdict: Verdict,
): Report | null {
  const file = nameIn(at, fileName)
  const found = reading.state === 'read' ? reading.sha256 : null
  const common = { ...aboutVersion(at, version), file, found }
  const captured = dayOf(version.entry.capturedAt)
  const rest =
    'Your notes and tags are safe: they lie in files of their own. Put the file back from a backup.'
  switch (verdict.state) {
    case 'same':
    case 'unknown':
      return null
    case 'missing':
      return {
        ...common,
        kind: 'missing',
        headline: `The record of “${titleOf(at)}” is not there`,
        sentence: `It says what version ${version.number} of ${captured} holds, and it is not there: it is not synced yet, or was removed. Wait for the sync, or put it back from a backup.`,
        expected: verdict.expected,
      }
    case 'unreadable': {
      const headline = `The record of “${titleOf(at)}” cannot be read`
      return { ...common, kind: 'unreadable', headline, sentence: verdict.message }
    }
    case 'altered':
      if (verdict.by === 'record-only') return alteredEntry(at, version, verdict.expected, found)
      return {
        ...common,
        kind: 'altered',
        headline: `The record of “${titleOf(at)}” no longer matches its hash`,
        sentence:
          verdict.by === 'journal'
            ? `It is what article.json says, but not what the journal says was archived on ${captured}: both were changed together. ${rest}`
            : `It says where version ${version.number} came from and what it holds, and its bytes have changed since ${captured}. ${rest}`,
        expected: verdict.expected,
      }
    default:
      return assertNever(verdict)
  }
}

/** The record is as it was kept, and what article.json says of it is not. */
function alteredEntry(
  at: ArticleAtHand,
  version: VersionAtHand,
  expected: string,
  found: string | null,
): Report {
  const file = nameIn(at, 'article.json')
  return {
    ...aboutVersion(at, version),
    kind: 'altered',
    file,
    headline: `“${titleOf(at)}” names another hash than the journal`,
    sentence: `“${file}” names a hash for the record of version ${version.number} that the record never had: record and journal agree, so article.json was changed. Pressmark cannot show this version until article.json is put back from a backup; its files are whole.`,
    expected: found,
    found: expected,
  }
}

/** What article.json repeats of a record, and says otherwise. */
function tellDisagreement(at: ArticleAtHand, version: VersionAtHand, record: VersionRecord): void {
  const { entry } = version
  const wrong = [
    record.id === entry.id ? null : 'the id',
    record.articleId === at.article.id ? null : 'the article',
    record.capturedAt === entry.capturedAt ? null : 'the time of capture',
    record.textSha256 === entry.textSha256 ? null : 'the hash of the text',
  ].filter((one) => one !== null)
  if (wrong.length === 0) return
  const file = nameIn(at, 'article.json')
  at.verifying.report({
    ...aboutVersion(at, version),
    kind: 'edited-outside',
    file,
    headline: `“${titleOf(at)}” says otherwise than its record`,
    sentence: `“${file}” gives ${wrong.join(' and ')} of version ${version.number} otherwise than the record of it, which is whole: article.json was edited outside Pressmark. The record tells how it was; put article.json back from a backup.`,
  })
}
