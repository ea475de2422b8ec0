import type { Id } from '../../../shared/domain/ids.ts'
import type { JournalLine } from '../../../shared/domain/journal.ts'
import type { Sha256 } from '../../../shared/domain/sha256.ts'

/** What the journals say of a version's files: by their names, every hash that a line names. */
export type CapturedVersion = { articleId: Id; versionId: Id; at: string; files: FileHashes }
export type FileHashes = ReadonlyMap<string, ReadonlySet<Sha256>>

/** An article by the journals: where it lay, and its versions. */
type CapturedArticle = { folder: string; versions: Map<Id, Filling> }
/** A version while lines are gathered. */
type Filling = Omit<CapturedVersion, 'files'> & { files: Hashes }
type Hashes = Map<string, Set<Sha256>>

/** What was captured, by the journals of every device. */
export type JournalFacts = {
  /** The ids of the articles that were ever captured, with the paths of their folders then. */
  articles(): [Id, string][]
  versionsOf(articleId: Id): CapturedVersion[]
  /** The article that lay in a folder, by its path from the library's. */
  articleAt(folder: string): Id | null
  /** Every hash that the journals know of a file of an article. */
  hashesOf(articleId: Id, fileName: string): ReadonlySet<Sha256>
}

const noHashes: ReadonlySet<Sha256> = new Set()

/** Gathers lines; only those that hold are handed in. */
export function gatherFacts(): JournalFacts & { add(line: JournalLine): void } {
  const articles = new Map<Id, CapturedArticle>()
  return {
    add(line) {
      if (line.what !== 'capture') return
      const { article, version } = line.ids
      if (typeof article !== 'string' || typeof version !== 'string') return
      for (const [path, sha256] of Object.entries(line.files)) {
        const { folder, name } = parted(path)
        const none: CapturedArticle = { folder, versions: new Map() }
        const known = articles.get(article) ?? none
        articles.set(article, known)
        const there = known.versions.get(version)
        const one = there ?? captured(article, version, line.at)
        known.versions.set(version, one)
        // article.json goes on changing after the capture.
        if (name === 'article.json') continue
        one.files.set(name, (one.files.get(name) ?? new Set<Sha256>()).add(sha256))
      }
    },
    articles: () => [...articles].map(([id, { folder }]) => [id, folder]),
    versionsOf: (id) => [...(articles.get(id)?.versions.values() ?? [])],
    articleAt: (path) => [...articles].find(([, { folder }]) => folder === path)?.[0] ?? null,
    hashesOf(id, fileName) {
      const versions = [...(articles.get(id)?.versions.values() ?? [])]
      const hashes = versions.flatMap(({ files }) => [...(files.get(fileName) ?? noHashes)])
      return new Set(hashes)
    },
  }
}

function captured(articleId: Id, versionId: Id, at: string) {
  return { articleId, versionId, at, files: new Map<string, Set<Sha256>>() }
}

function parted(path: string): { folder: string; name: string } {
  const slash = path.lastIndexOf('/')
  return { folder: path.slice(0, slash), name: path.slice(slash + 1) }
}
