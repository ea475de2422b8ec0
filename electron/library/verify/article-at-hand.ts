import type { Annotation } from '../../../shared/domain/annotation.ts'
import type { Article, VersionEntry } from '../../../shared/domain/article.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { nameOf } from '../disk.ts'
import { filePath } from '../library-paths.ts'
import type { JournalFacts } from './journal-facts.ts'
import type { Report, Verifying } from './verifying.ts'

/** A live annotation, and the file that it stands in. */
export type Standing = { annotation: Annotation; file: string }

/** An article that is being checked. */
export type ArticleAtHand = {
  verifying: Verifying
  folder: string
  article: Article
  facts: JournalFacts
  standing: readonly Standing[]
}

/** A version of it, with its place in the order of capture. */
export type VersionAtHand = { entry: VersionEntry; number: number }

/** How an article is called in a sentence, which puts it in quotation marks: those of its own are single there. */
export function titleOf({ article, folder, verifying }: ArticleAtHand): string {
  const title = article.metadata.title.value ?? nameOf(verifying.disk, folder)
  return title.replaceAll('“', '‘').replaceAll('”', '’')
}

/** A file of the article as findings name it. */
export function nameIn({ verifying, folder }: ArticleAtHand, fileName: string): string {
  return nameOf(verifying.disk, filePath(folder, fileName))
}

/** The annotations that stand on a version, or on one of several. */
export function restingOn(at: ArticleAtHand, versionIds: readonly Id[]): Annotation[] {
  return at.standing
    .map(({ annotation }) => annotation)
    .filter(({ target }) => versionIds.includes(target.versionId))
}

/** What a finding about a version says beside its sentence; `owners` are all versions that show the file. */
export function aboutVersion(
  at: ArticleAtHand,
  { entry, number }: VersionAtHand,
  owners: readonly VersionAtHand[] = [],
): Pick<Report, 'articleId' | 'versionId' | 'version' | 'rests'> {
  const ids = owners.length === 0 ? [entry.id] : owners.map((owner) => owner.entry.id)
  const rests = restingOn(at, ids)
  return { articleId: at.article.id, versionId: entry.id, version: number, rests }
}

/** The day of an instant, for people: `12 May 2026`. */
export function dayOf(instant: string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(instant))
}
