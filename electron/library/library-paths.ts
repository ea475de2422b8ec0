import { join } from 'node:path'
import type { VersionEntry } from '../../shared/domain/article.ts'
import { idTail, type Id } from '../../shared/domain/ids.ts'
import type { Instant } from '../../shared/domain/instant.ts'
import type { Sha256 } from '../../shared/domain/sha256.ts'

/** Every place in a library: nothing else joins paths. */
export type LibraryPaths = ReturnType<typeof libraryPaths>

/** The places of the library in `folder`. Names are ASCII, lower case, at most 64 characters. */
export function libraryPaths(folder: string) {
  return {
    folder,
    record: join(folder, 'pressmark.json'),
    codebook: join(folder, 'codebook.json'),
    collections: join(folder, 'collections.json'),
    coders: join(folder, 'coders'),
    coder: (id: Id) => join(folder, 'coders', `${id}.json`),
    journal: join(folder, 'journal'),
    journalFile: (coderId: Id, deviceId: Id) =>
      join(folder, 'journal', `${coderId}-${deviceId}.jsonl`),
    articles: join(folder, 'articles'),
    /** `title` and `createdAt` name a new article's folder for people; the id's tail keeps it apart. */
    newArticle: (id: Id, title: string, createdAt: Instant) =>
      join(folder, 'articles', createdAt.slice(0, 7), `${slugOf(title)}-${idTail(id, 8)}`),
  }
}

/** `article.json` of an article's folder. */
export function articlePath(articleFolder: string): string {
  return join(articleFolder, 'article.json')
}

/** What one coder made on an article. */
export function annotationsPath(articleFolder: string, coderId: Id): string {
  return join(articleFolder, `annotations.${coderId}.json`)
}

/** The coder whose annotations a file holds (or held before the last save), or null. */
export function coderOfAnnotations(fileName: string): Id | null {
  return /^annotations\.([0-9a-z]{26})\.json(?:\.prev)?$/u.exec(fileName)?.[1] ?? null
}

/** The coder of a file in `coders/`, or null. */
export function coderOfFile(fileName: string): Id | null {
  return /^([0-9a-z]{26})\.json(?:\.prev)?$/u.exec(fileName)?.[1] ?? null
}

/** Whether a file in `journal/` is named as a coder's journal of one device. */
export function isJournalName(fileName: string): boolean {
  return /^[0-9a-z]{26}-[0-9a-z]{26}\.jsonl$/u.test(fileName)
}

/** Whether a folder is named as an article's: `<slug>-<id8>`. */
export function isArticleFolderName(name: string): boolean {
  return /^[a-z0-9-]+-[0-9a-hjkmnp-tv-z]{8}$/u.test(name)
}

/** A file inside an article's folder. `name` is one that {@link isFileName} accepts. */
export function filePath(articleFolder: string, name: string): string {
  return join(articleFolder, name)
}

/** An entry of a folder of the library. */
export function entryPath(folder: string, name: string): string {
  return join(folder, name)
}

/** `v<n>-<id6>`, how the files of a version begin. */
export function versionName(number: number, versionId: Id): VersionEntry['name'] {
  return `v${number}-${idTail(versionId, 6)}`
}

/** A file of a version, such as `v1-abcdef.text.txt`. */
export function versionFileName(version: VersionEntry['name'], suffix: string): string {
  return `${version}.${suffix}`
}

/** The number in the name of a version's file, or null for another file. */
export function numberInFileName(fileName: string): number | null {
  const digits = /^v([1-9][0-9]*)-[0-9a-z]{6}\./u.exec(fileName)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The name that a picture has by its hash, whatever version shows it. */
export function isMediaNameOf(fileName: string, sha256: Sha256): boolean {
  return fileName.startsWith(`media-${sha256.slice(0, 32)}.`)
}

const letters: Record<string, string> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ŧ: 't',
} // prettier-ignore

const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/u
const maxSlugLength = 40

/**
 * A title as part of a file name: accents folded, everything but a-z and 0-9 a hyphen, at most 40
 * characters, cut between words where that leaves half of it. `article` where nothing is left or
 * Windows keeps the name for itself.
 */
export function slugOf(title: string): string {
  const folded = title
    .toLowerCase()
    .replace(/['’]/gu, '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => letters[letter] ?? ' ')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
  const slug = cut(folded)
  return slug === '' || reserved.test(slug) ? 'article' : slug
}

function cut(slug: string): string {
  if (slug.length <= maxSlugLength) return slug
  const lastWordEnd = slug.lastIndexOf('-', maxSlugLength)
  return slug.slice(0, lastWordEnd >= maxSlugLength / 2 ? lastWordEnd : maxSlugLength)
}
