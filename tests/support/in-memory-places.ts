import type { ExportRequest, ExportSelection, Input } from '../../shared/api/contract.ts'
import type { Announce } from '../../shared/api/events.ts'
import type { Handlers } from '../../shared/api/serve.ts'
import type { CollectionView, PassageView, TagView } from '../../shared/api/views.ts'
import type { CollectionMember } from '../../shared/domain/collection.ts'
import { newId, type Id } from '../../shared/domain/ids.ts'
import { now } from '../../shared/domain/instant.ts'
import { AppError } from '../../shared/errors.ts'
import { withChangedTag } from './in-memory-codebook.ts'

const endings = { markdown: '.md', csv: '.csv', w3c: '' }

/** The part of an application in memory that Passages, collections and Export meet. */
export type InMemoryPlaces = {
  passages: PassageView[]
  tags: TagView[]
  collections: CollectionView[]
  /** Why there may be more of them than these. */
  collectionProblems: string[]
  /** Every export asked for, oldest first. */
  exports: ExportRequest[]
  /** Paths where something lies already. */
  taken: Set<string>
  /** Files of a preview; absent: one line for each passage. */
  files: { path: string; text: string; sizeBytes: number }[] | null
  /** What is chosen in the system's dialog: nothing, or it can't be shown. */
  chosenPath: string | AppError | null
  /** Every question that the dialog was shown for. */
  askedPaths: Input<'exports.choosePath'>[]
  /** How many files a preview says there are; null: those that it shows. */
  totalFiles: number | null
  /** The path that is suggested, without an ending. */
  suggestedPath: string
  leftOut: { id: Id; reason: string }[]
  /** When set, every reading and writing of these places fails with it. */
  failure: AppError | null
}

/** Nothing tagged, nothing collected, nothing exported. */
export function emptyPlaces(): InMemoryPlaces {
  return {
    passages: [],
    tags: [],
    collections: [],
    collectionProblems: [],
    exports: [],
    taken: new Set(),
    files: null,
    totalFiles: null,
    suggestedPath: '/home/ida/Documents/export',
    chosenPath: null,
    askedPaths: [],
    leftOut: [],
    failure: null,
  }
}

/** A tag at a path. */
export function tagView(path: string, some: Partial<TagView> = {}): TagView {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return {
    id: newId(),
    rev: 1,
    path,
    name,
    definition: '',
    hue: 1,
    lineStyle: 0,
    uses: 1,
    branchUses: 1,
    ...some,
  }
}

/** A passage of an article, or the whole article where `exact` is null. */
export function passageView(
  exact: string | null,
  some: Partial<Omit<PassageView, 'view'>> & {
    tags?: readonly TagView[]
    note?: string
    coder?: { id: Id; name: string }
  } = {},
): PassageView {
  const { tags = [], note = '', coder = { id: newId(), name: 'A. Reader' }, ...rest } = some
  const id = newId()
  const articleId = some.articleId ?? newId()
  const target = {
    versionId: newId(),
    textSha256: 'a'.repeat(64),
    quote:
      exact === null ? null : { type: 'TextQuoteSelector' as const, exact, prefix: '', suffix: '' },
    position:
      exact === null
        ? null
        : { type: 'TextPositionSelector' as const, start: 0, end: exact.length },
  }
  const annotation = {
    id,
    rev: 1,
    articleId,
    coderId: coder.id,
    createdAt: now(),
    updatedAt: now(),
    target,
    tagIds: tags.map((tag) => tag.id),
    note,
    basedOn: null,
    removed: null,
  }
  return {
    view: {
      annotation,
      tags: tags.map((tag) => ({ id: tag.id, path: tag.path })),
      coderName: coder.name,
      isMine: true,
    },
    articleId,
    title: 'Council rejects flood report',
    outlet: 'Harbour Post',
    published: '2026-05-12',
    capturedAt: now(),
    version: 1,
    isLatest: true,
    before: '',
    after: '',
    paragraph: exact === null ? null : 1,
    ...rest,
  }
}

/** A collection of members. */
export function collectionView(name: string, members: CollectionMember[] = []): CollectionView {
  const articles = members.filter(({ annotationId }) => annotationId === null).length
  return { id: newId(), name, members, articles, passages: members.length - articles }
}

type PlaceHandlers = Pick<
  Handlers,
  | 'passages.list'
  | 'codebook.list'
  | 'codebook.change'
  | 'collections.list'
  | 'collections.add'
  | 'collections.remove'
  | 'exports.preview'
  | 'exports.choosePath'
  | 'exports.write'
>

/** What the application answers of these places. */
export function placesHandlers(places: InMemoryPlaces, announce: Announce): PlaceHandlers {
  const changeMembers = (
    name: string,
    change: (members: CollectionMember[]) => CollectionMember[],
  ): { collection: CollectionView; warnings: string[] } => {
    refuseIfAsked(places)
    const known = places.collections.find((collection) => collection.name === name)
    const next = collectionView(name, change(known?.members ?? []))
    const collection = known === undefined ? next : { ...next, id: known.id }
    const others = places.collections.filter((other) => other !== known)
    places.collections = [...others, collection]
    announce('library.changed', { articleIds: [] })
    return { collection, warnings: [] }
  }
  return {
    'passages.list': async () => {
      refuseIfAsked(places)
      return { passages: places.passages }
    },
    ...codebookHandlers(places, announce),
    'collections.list': async () => ({
      collections: places.collections,
      problems: places.collectionProblems,
    }),
    'collections.add': async ({ name, members }) =>
      changeMembers(name, (own) => [...own, ...members]),
    'collections.remove': async ({ name, members }) =>
      changeMembers(name, (own) => own.filter((member) => !members.some(isSame(member)))),
    'exports.preview': async ({ format, selection }) => {
      refuseIfAsked(places)
      const passages = selected(places, selection)
      const text = passages.map(({ view }) => view.annotation.target.quote?.exact).join('\n')
      const file = { path: `passages.${format}`, text, sizeBytes: text.length }
      return {
        files: places.files ?? [file],
        totalFiles: places.totalFiles ?? places.files?.length ?? 1,
        articles: new Set(passages.map(({ articleId }) => articleId)).size,
        passages: passages.length,
        leftOut: places.leftOut,
        suggestedPath: `${places.suggestedPath}${endings[format]}`,
      }
    },
    'exports.choosePath': async (asked) => {
      places.askedPaths.push(asked)
      if (places.chosenPath instanceof AppError) throw places.chosenPath
      return { path: places.chosenPath }
    },
    'exports.write': async (request) => {
      refuseIfAsked(places)
      places.exports.push(request)
      const { path, force } = request
      if (places.taken.has(path) && !force)
        throw new AppError('already-exists', `“${path}” already exists and was left as it is.`)
      places.taken.add(path)
      const passages = selected(places, request.selection).length
      const files = [{ path, sha256: 'b'.repeat(64) }]
      return { files, passages, leftOut: places.leftOut, warnings: [] }
    },
  }
}

function codebookHandlers(
  places: InMemoryPlaces,
  announce: Announce,
): Pick<PlaceHandlers, 'codebook.list' | 'codebook.change'> {
  return {
    'codebook.list': async () => ({ tags: places.tags }),
    'codebook.change': async (change) => {
      refuseIfAsked(places)
      const { tags, tag } = withChangedTag(places.tags, change)
      places.tags = tags
      announce('library.changed', { articleIds: [] })
      return { tag }
    },
  }
}

function refuseIfAsked({ failure }: InMemoryPlaces): void {
  if (failure !== null) throw failure
}

function isSame(a: CollectionMember): (b: CollectionMember) => boolean {
  return (b) => a.articleId === b.articleId && a.annotationId === b.annotationId
}

function selected(places: InMemoryPlaces, selection: ExportSelection): PassageView[] {
  const found = places.passages.filter((passage) => isSelected(places, selection, passage))
  if (found.length > 0) return found
  throw new AppError('nothing-to-export', 'Nothing in this selection is tagged yet.')
}

function isSelected(
  { collections }: InMemoryPlaces,
  selection: ExportSelection,
  { articleId, view }: PassageView,
): boolean {
  switch (selection.kind) {
    case 'all':
      return true
    case 'articles':
      return selection.articleIds.includes(articleId)
    case 'collection':
    case 'members': {
      const members =
        selection.kind === 'members'
          ? selection.members
          : (collections.find(({ name }) => name === selection.name)?.members ?? [])
      return members.some(
        (member) =>
          member.articleId === articleId &&
          (member.annotationId ?? view.annotation.id) === view.annotation.id,
      )
    }
  }
}
