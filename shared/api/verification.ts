import { z } from 'zod'
import { Id } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Sha256 } from '../domain/sha256.ts'

/**
 * What a look at every file can find.
 *
 * `altered`: a file of a version, a record or a line of the journal is not what was kept. `missing`: it is
 * named, and not there. `unfinished`: a write that was cut off. `unreadable`: the disk refuses it, or it
 * cannot be understood. These four mean that the library is not whole.
 *
 * The others are told, and are no fault: `edited-outside` is a document that people may edit;
 * `unknown-file` and `unknown-version` are not synced yet, or somebody's own; `unlogged` is in no journal;
 * `closed-line` is what a power cut tore, and the next line of the journal owned up to.
 */
export const findingKinds = [
  'altered',
  'missing',
  'unfinished',
  'unreadable',
  'edited-outside',
  'unknown-version',
  'unlogged',
  'unknown-file',
  'closed-line',
] as const
export type FindingKind = (typeof findingKinds)[number]

const faults: ReadonlySet<FindingKind> = new Set(['altered', 'missing', 'unfinished', 'unreadable'])

/** Whether a finding means that the library is not whole. */
export function isFault({ kind }: { kind: FindingKind }): boolean {
  return faults.has(kind)
}

/** An annotation that stands on a file; `exact` is null for one of the whole article. */
export const RestingPassage = z.strictObject({
  annotationId: Id,
  articleId: Id,
  versionId: Id,
  exact: z.string().nullable(),
  coderId: Id,
  coderName: z.string(),
  tags: z.array(
    z.strictObject({
      id: Id,
      path: z.string(),
      hue: z.number().int().nullable(),
      lineStyle: z.number().int().nullable(),
    }),
  ),
})
export type RestingPassage = z.infer<typeof RestingPassage>

/**
 * One thing that was found. `file` is a path from the library's folder; `version` a place in the order of
 * capture, from 1. `expected` and `found` are hashes, `sizeExpected` and `sizeFound` bytes, null where they
 * say nothing. `headline` names it in a few words; `sentence` says what happened, what is kept and what to do.
 */
export const Finding = z.strictObject({
  kind: z.enum(findingKinds),
  file: z.string(),
  headline: z.string(),
  sentence: z.string(),
  articleId: Id.nullable(),
  versionId: Id.nullable(),
  version: z.number().int().min(1).nullable(),
  expected: Sha256.nullable(),
  found: Sha256.nullable(),
  sizeExpected: z.number().int().nullable(),
  sizeFound: z.number().int().nullable(),
  rests: z.array(RestingPassage),
})
export type Finding = z.infer<typeof Finding>

/** How far it is; `file` is the one that is being read. */
export const VerifyProgress = z.strictObject({
  done: z.number().int().min(0),
  total: z.number().int().min(0),
  file: z.string(),
})
export type VerifyProgress = z.infer<typeof VerifyProgress>

/**
 * What a look at every file of the library, or of some articles and the journals, found: faults first, then
 * by file. `files` counts those that were looked for, the faulty included.
 */
export const Verification = z.strictObject({
  startedAt: Instant,
  finishedAt: Instant,
  files: z.number().int(),
  articles: z.number().int(),
  versions: z.number().int(),
  journals: z.number().int(),
  journalLines: z.number().int(),
  findings: z.array(Finding),
})
export type Verification = z.infer<typeof Verification>

/** How many of the files that were looked at are as they should be. */
export function filesThatMatch({ files, findings }: Verification): number {
  return files - faultyFiles(findings).size
}

/** The files that are not as they should be, each once. */
export function faultyFiles(findings: readonly Finding[]): Set<string> {
  return new Set(findings.filter(isFault).map(({ file }) => file))
}

/** A verification summed up: how many files match, and what else was gone through. */
export function summaryOf(verification: Verification): { match: string; rest: string } {
  const { articles, versions, journals, journalLines, findings } = verification
  const match = filesThatMatch(verification)
  const isBroken = findings.some(
    (finding) => isFault(finding) && finding.file.startsWith('journal/'),
  )
  const log =
    journals === 0
      ? 'There is no custody log yet.'
      : `The custody log is ${isBroken ? 'not whole' : 'unbroken'}, ${counted(journalLines, 'line')}.`
  return {
    match: `${counted(match, 'file')} ${match === 1 ? 'matches' : 'match'}.`,
    rest: `${counted(articles, 'article')}, ${counted(versions, 'version')}. ${log}`,
  }
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`
}
