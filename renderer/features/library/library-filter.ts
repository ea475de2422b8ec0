import type { ArticleListItem, TagView } from '../../../shared/api/views.ts'
import { Id } from '../../../shared/domain/ids.ts'
import { Instant } from '../../../shared/domain/instant.ts'
import type { PlainFilter } from '../../../shared/domain/session.ts'

/**
 * Which articles the Library shows: those from any of the outlets that have all of the tags, or one in
 * the branch of each. `since`: when it was chosen; what is captured after that is shown whether it fits or
 * not, so that nothing which just came in is out of sight.
 */
export type LibraryFilter = {
  outlets: string[]
  tags: Id[]
  since: Instant | null
}

/** The filter that every article fits. */
export const everyArticle: LibraryFilter = { outlets: [], tags: [], since: null }

/** The filter that was kept as plain data; what cannot be part of one is left out. */
export function libraryFilterOf(plain: PlainFilter = {}): LibraryFilter {
  const { outlets, tags, since } = plain
  const known = Id.array().safeParse(tags).data ?? everyArticle.tags
  const at = Instant.safeParse(since).data ?? everyArticle.since
  return {
    outlets: Array.isArray(outlets) ? outlets : everyArticle.outlets,
    tags: known,
    since: at,
  }
}

/** The outlet of articles of which none is known, as a value to filter by. */
export const noOutlet = ''

/** Something to filter by; `articles` is how many choosing it would leave. */
export type OutletChoice = { outlet: string; articles: number }
export type TagChoice = { tag: TagView; depth: number; articles: number }

/** What the Library can be filtered by beside the rest of the filter, the outlets with most articles first. */
export type LibraryFacets = { outlets: OutletChoice[]; tags: TagChoice[] }

/** Whether a filter leaves anything out. */
export function isFiltered({ outlets, tags }: LibraryFilter): boolean {
  return outlets.length > 0 || tags.length > 0
}

/** The filter without the tags that are gone: they would hide everything. */
export function soundFilter(filter: LibraryFilter, tags: readonly TagView[]): LibraryFilter {
  const left = filter.tags.filter((id) => tags.some((tag) => tag.id === id))
  return left.length === filter.tags.length ? filter : { ...filter, tags: left }
}

/** The articles that fit. */
export function fittingArticles(
  articles: readonly ArticleListItem[],
  filter: LibraryFilter,
  tags: readonly TagView[],
): ArticleListItem[] {
  const branches = pathsOf(filter.tags, tags)
  return articles.filter((item) => hasOutlet(item, filter.outlets) && hasBranches(item, branches))
}

/** Whether an article is shown only since it was captured after the filter was chosen. */
export function isNewSince(
  item: ArticleListItem,
  { since }: LibraryFilter,
  captured: ReadonlyMap<Id, Instant>,
): boolean {
  const at = captured.get(item.row.id)
  return since !== null && at !== undefined && at >= since
}

/** What one can filter by. Outlets and tags of no article are left out, but for what is chosen. */
export function libraryFacets(
  articles: readonly ArticleListItem[],
  filter: LibraryFilter,
  tags: readonly TagView[],
): LibraryFacets {
  const forOutlets = fittingArticles(articles, { ...filter, outlets: [] }, tags)
  const here = fittingArticles(articles, filter, tags)
  const total = Map.groupBy(articles, outletOf)
  const left = Map.groupBy(forOutlets, outletOf)
  const names = new Set([...total.keys(), ...filter.outlets])
  const outlets = [...names]
    .map((outlet) => ({ outlet, articles: left.get(outlet)?.length ?? 0 }))
    .toSorted(
      (a, b) =>
        (total.get(b.outlet)?.length ?? 0) - (total.get(a.outlet)?.length ?? 0) ||
        a.outlet.localeCompare(b.outlet, 'en'),
    )
  return { outlets, tags: tagChoices(articles, here, filter, tags) }
}

/** The tags at the top and, below one that is chosen or holds one that is, its branch. */
function tagChoices(
  articles: readonly ArticleListItem[],
  here: readonly ArticleListItem[],
  filter: LibraryFilter,
  tags: readonly TagView[],
): TagChoice[] {
  const chosen = pathsOf(filter.tags, tags)
  const used = countByBranch(articles)
  const left = countByBranch(here)
  return tags
    .filter(({ path }) => used.has(path) || chosen.includes(path))
    .filter(({ path }) => isOpen(path, chosen))
    .map((tag) => ({
      tag,
      depth: tag.path.split('/').length - 1,
      articles: left.get(tag.path) ?? 0,
    }))
}

function isOpen(path: string, chosen: readonly string[]): boolean {
  const cut = path.lastIndexOf('/')
  if (cut === -1) return true
  const parent = path.slice(0, cut)
  return chosen.some((each) => isInBranch(each, parent))
}

function countByBranch(articles: readonly ArticleListItem[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { row } of articles) {
    for (const branch of new Set(row.tags.flatMap(branchesOf)))
      counts.set(branch, (counts.get(branch) ?? 0) + 1)
  }
  return counts
}

/** A path and all above it: `Frames/Blame` gives `Frames` and `Frames/Blame`. */
function branchesOf(path: string): string[] {
  const names = path.split('/')
  return names.map((_, depth) => names.slice(0, depth + 1).join('/'))
}

function pathsOf(ids: readonly Id[], tags: readonly TagView[]): string[] {
  return ids.flatMap((id) => tags.find((tag) => tag.id === id)?.path ?? [])
}

function hasOutlet(item: ArticleListItem, outlets: readonly string[]): boolean {
  return outlets.length === 0 || outlets.includes(outletOf(item))
}

function hasBranches({ row }: ArticleListItem, branches: readonly string[]): boolean {
  return branches.every((branch) => row.tags.some((path) => isInBranch(path, branch)))
}

function isInBranch(path: string, branch: string): boolean {
  return path === branch || path.startsWith(`${branch}/`)
}

function outletOf({ row }: ArticleListItem): string {
  return row.outlet ?? noOutlet
}
