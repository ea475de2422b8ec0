import type { Node } from 'prosemirror-model'
import type { Client } from '../../shared/api/client.ts'
import type { NewAnnotation } from '../../shared/api/contract.ts'
import type { AnnotationView, ArticleView } from '../../shared/api/views.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { AppError } from '../../shared/errors.ts'
import { parseDocument } from '../../shared/text/document-json.ts'
import { sentenceOf } from './failure-of.ts'
import { createStore, type Store } from './store.ts'
import type { Edit } from './undo-history.ts'
import type { UndoStore } from './undo.ts'

/**
 * The article that is open in this window, as far as it has come. `staleness` is why its annotations
 * may not be the newest.
 */
export type OpenArticle =
  | { phase: 'opening' }
  | { phase: 'failed'; failure: string }
  | { phase: 'open'; article: ArticleView; document: Node; staleness: string | null }

/** A new annotation on the open version. */
export type Draft = Pick<NewAnnotation, 'passage' | 'tags' | 'note'>

/**
 * The open article and what can be done to its annotations.
 *
 * `create` and `change` reject with the AppError of the call; only what the library has written is
 * ever in the store, and every write is a step that can be undone; those of one `group` are one step.
 * Annotations follow `library.changed` and undo; the document never changes under a reader.
 */
export type OpenArticleStore = {
  store: Store<OpenArticle>
  openVersion(versionId: Id | null): Promise<void>
  create(draft: Draft, group?: symbol): Promise<AnnotationView>
  change(annotation: AnnotationView, edit: Edit, group?: symbol): Promise<AnnotationView>
  readPicture(file: string): Promise<Blob>
  /** Opens the latest version and follows `library.changed`; returns a function that stops. */
  start(): () => void
}

/** The store of one article; it opens when started. */
export function createOpenArticle(
  client: Client,
  articleId: Id,
  undo: UndoStore,
): OpenArticleStore {
  const store = createStore<OpenArticle>({ phase: 'opening' })
  // A reply to a question asked before a write must not undo what the write has shown since.
  let writes = 0
  let request = 0
  const openVersion = async (versionId: Id | null): Promise<void> => {
    request += 1
    const own = request
    store.set({ phase: 'opening' })
    const next = await load(client, articleId, versionId)
    if (own === request) store.set(next)
  }
  const refresh = async (): Promise<void> => {
    const before = store.get()
    if (before.phase !== 'open') return
    const asked = writes
    const own = request
    const next = await load(client, articleId, before.article.version.id)
    if (own !== request) return
    if (asked !== writes) await refresh()
    else store.set((current) => refreshed(current, next))
  }
  const written = (view: AnnotationView): AnnotationView => {
    writes += 1
    store.set((current) => withAnnotation(current, view))
    return view
  }
  return {
    store,
    openVersion,
    start() {
      void openVersion(null)
      const stopFollowing = follow(client, undo, articleId, { refresh, written })
      return () => {
        request += 1
        stopFollowing()
      }
    },
    ...recordedWrites(client, store, undo, { refresh, written }),
    readPicture: (file) => readPicture(client, articleId, file),
  }
}

type Follower = { refresh(): Promise<void>; written(view: AnnotationView): AnnotationView }

/** The calls that write, each kept as a step to undo. */
function recordedWrites(
  client: Client,
  store: Store<OpenArticle>,
  undo: UndoStore,
  { refresh, written }: Follower,
): Pick<OpenArticleStore, 'create' | 'change'> {
  return {
    async create(draft, group) {
      const view = await create(client, openView(store), draft)
      undo.record(null, view, group)
      return written(view)
    },
    async change(view, edit, group) {
      try {
        const before = standing(store, view)
        const after = await change(client, before, edit)
        undo.record(before, after, group)
        return written(after)
      } catch (problem) {
        if (problem instanceof AppError && problem.code === 'changed-meanwhile') await refresh()
        throw problem
      }
    },
  }
}

/** Hears what the library and undo did to an article; returns a function that stops. */
function follow(
  client: Client,
  undo: UndoStore,
  articleId: Id,
  { refresh, written }: Follower,
): () => void {
  const stops = [
    client.on('library.changed', ({ articleIds }) => {
      if (articleIds.length === 0 || articleIds.includes(articleId)) void refresh()
    }),
    undo.follow((outcome) => {
      if (outcome.kind === 'nothing' || outcome.step.articleId !== articleId) return false
      if (outcome.kind === 'done') written(outcome.view)
      else void refresh()
      return false
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

async function create(client: Client, article: ArticleView, draft: Draft): Promise<AnnotationView> {
  const place = { articleId: article.row.id, versionId: article.version.id }
  const reply = await client.call('annotations.create', { ...place, ...draft })
  return reply.annotation
}

async function change(
  client: Client,
  { annotation }: AnnotationView,
  edit: Edit,
): Promise<AnnotationView> {
  const { id: annotationId, rev: expectedRev, articleId } = annotation
  const input = { articleId, annotationId, expectedRev, ...edit }
  const reply = await client.call('annotations.change', input)
  return reply.annotation
}

async function readPicture(client: Client, articleId: Id, file: string): Promise<Blob> {
  const { mediaType, bytes } = await client.call('media.read', { articleId, file })
  return new Blob([new Uint8Array(bytes)], { type: mediaType })
}

async function load(client: Client, id: Id, versionId: Id | null): Promise<OpenArticle> {
  try {
    const article = await client.call(
      'articles.open',
      versionId === null ? { id } : { id, versionId },
    )
    return { phase: 'open', article, document: parseDocument(article.document), staleness: null }
  } catch (problem) {
    return { phase: 'failed', failure: sentenceOf(problem) }
  }
}

/**
 * Everything newer but the document and the text: a reader's selection stands on them. Annotations
 * that did not change are the very same objects, so that nothing is drawn again for them.
 */
function refreshed(current: OpenArticle, next: OpenArticle): OpenArticle {
  if (current.phase !== 'open') return current
  if (next.phase === 'failed') return { ...current, staleness: next.failure }
  if (next.phase !== 'open' || next.article.version.id !== current.article.version.id)
    return current
  const { document, text, body } = current.article
  const annotations = sameWhereEqual(current.article.annotations, next.article.annotations)
  const article = { ...next.article, document, text, body, annotations }
  return { ...current, article, staleness: null }
}

function sameWhereEqual(
  before: AnnotationView[],
  after: readonly AnnotationView[],
): AnnotationView[] {
  const known = new Map(before.map((view) => [view.annotation.id, view]))
  const merged = after.map((view) => {
    const old = known.get(view.annotation.id)
    return old !== undefined && isSame(old, view) ? old : view
  })
  const isUnchanged =
    merged.length === before.length && merged.every((view, index) => view === before[index])
  return isUnchanged ? before : merged
}

function isSame(a: AnnotationView, b: AnnotationView): boolean {
  return (
    a.annotation.rev === b.annotation.rev &&
    a.annotation.updatedAt === b.annotation.updatedAt &&
    a.coderName === b.coderName &&
    a.isMine === b.isMine &&
    a.tags.length === b.tags.length &&
    a.tags.every(({ id, path }, index) => b.tags[index]?.id === id && b.tags[index].path === path)
  )
}

function withAnnotation(current: OpenArticle, view: AnnotationView): OpenArticle {
  if (current.phase !== 'open') return current
  const others = current.article.annotations.filter(
    ({ annotation }) => annotation.id !== view.annotation.id,
  )
  const annotations = view.annotation.removed === null ? [...others, view] : others
  return { ...current, article: { ...current.article, annotations } }
}

function openView(store: Store<OpenArticle>): ArticleView {
  const state = store.get()
  if (state.phase === 'open') return state.article
  throw new AppError('not-found', 'No article is open yet, so nothing was written. Try again.')
}

/** The annotation as the store has it now, with the newest `rev`; a removed one as it was given. */
function standing(store: Store<OpenArticle>, view: AnnotationView): AnnotationView {
  const { annotations } = openView(store)
  return annotations.find(({ annotation }) => annotation.id === view.annotation.id) ?? view
}
