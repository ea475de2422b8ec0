import type { Node } from 'prosemirror-model'
import { contract, type AnnotationChange, type TagChoice } from '../../shared/api/contract.ts'
import type { Announce } from '../../shared/api/events.ts'
import type { Application, Handlers } from '../../shared/api/serve.ts'
import type { AnnotationView, ArticleView, TagView } from '../../shared/api/views.ts'
import { describe, type Passage } from '../../shared/anchoring/describe.ts'
import type { Annotation, Target } from '../../shared/domain/annotation.ts'
import { newId, type Id } from '../../shared/domain/ids.ts'
import { absent, from } from '../../shared/domain/metadata.ts'
import { AppError } from '../../shared/errors.ts'
import { bodyOf } from '../../shared/text/body-of.ts'
import { textOf } from '../../shared/text/text-of.ts'
import { withChangedTag } from './in-memory-codebook.ts'

/** A library of one article, in memory: what component tests and the bench read against. */
export type InMemoryArticle = {
  application: Application
  articleId: Id
  text: string
  annotations: AnnotationView[]
  tags: TagView[]
  /** What could not be read of its annotations. */
  problems: string[]
  /** When set, every write fails with it. */
  failure: AppError | null
  /** When set, writes wait for it. */
  hold: Promise<void> | null
  /** What reading a picture answers. */
  readPicture(file: string): ReturnType<Handlers['media.read']>
  mark(passage: Passage | null, paths: readonly string[], note?: string): AnnotationView
  announce: Announce
}

const moment = '2026-05-12T17:40:00.000Z'
const sha256 = 'a'.repeat(64)
const me = newId()

/** Makes a library that holds one document. */
export function inMemoryArticle(document: Node): InMemoryArticle {
  const text = textOf(document)
  const articleId = newId()
  const versionId = newId()
  const listeners = new Set<Announce>()
  const library: InMemoryArticle = {
    articleId,
    text,
    annotations: [],
    tags: [],
    problems: [],
    failure: null,
    hold: null,
    readPicture: () => Promise.reject(new AppError('not-found', 'There is no such picture.')),
    announce: (name, payload) => {
      for (const listener of listeners) listener(name, payload)
    },
    mark(passage, paths, note = '') {
      const tags = paths.map((path) => tagAt(library, { path }))
      const view = viewOf(library, fresh(articleId, targetOf(text, versionId, passage), tags, note))
      library.annotations = [...library.annotations, view]
      return view
    },
    application: {
      handlers: { ...refusals(), ...handlersOf(() => library, document, versionId) },
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      close: () => Promise.resolve(),
    },
  }
  return library
}

function handlersOf(
  library: () => InMemoryArticle,
  document: Node,
  versionId: Id,
): Pick<
  Handlers,
  | 'articles.open'
  | 'annotations.create'
  | 'annotations.change'
  | 'codebook.list'
  | 'codebook.change'
  | 'media.read'
> {
  return {
    'media.read': ({ file }) => library().readPicture(file),
    'articles.open': () => Promise.resolve(articleView(library(), document, versionId)),
    'codebook.list': () => Promise.resolve({ tags: library().tags }),
    'codebook.change': async (change) => {
      const here = library()
      await allowed(here)
      const { tags, tag } = withChangedTag(here.tags, change)
      here.tags = tags
      here.announce('library.changed', { articleIds: [] })
      return { tag }
    },
    'annotations.create': async ({ passage, tags, note }) => {
      const here = library()
      await allowed(here)
      const target = targetOf(here.text, versionId, passage)
      const ids = tags.map((choice) => tagAt(here, choice))
      const view = viewOf(here, fresh(here.articleId, target, ids, note))
      here.annotations = [...here.annotations, view]
      here.announce('library.changed', { articleIds: [here.articleId] })
      return { annotation: view, warnings: [] }
    },
    'annotations.change': async (change) => {
      const here = library()
      await allowed(here)
      const view = changed(here, change)
      here.annotations = here.annotations.map((other) =>
        other.annotation.id === view.annotation.id ? view : other,
      )
      here.announce('library.changed', { articleIds: [here.articleId] })
      return { annotation: view, warnings: [] }
    },
  }
}

async function allowed({ failure, hold }: InMemoryArticle): Promise<void> {
  await hold
  if (failure !== null) throw failure
}

function changed(library: InMemoryArticle, change: AnnotationChange): AnnotationView {
  const found = library.annotations.find(({ annotation }) => annotation.id === change.annotationId)
  if (found === undefined) throw new AppError('not-found', 'There is no such annotation.')
  const { annotation } = found
  if (annotation.rev !== change.expectedRev)
    throw new AppError('changed-meanwhile', 'Somebody changed this annotation meanwhile.')
  const { versionId } = annotation.target
  return viewOf(library, {
    ...annotation,
    rev: annotation.rev + 1,
    tagIds: change.tags?.map((choice) => tagAt(library, choice)) ?? annotation.tagIds,
    note: change.note ?? annotation.note,
    target:
      change.passage === undefined
        ? annotation.target
        : targetOf(library.text, versionId, change.passage),
    removed: change.removed === undefined ? annotation.removed : change.removed ? moment : null,
  })
}

function refusals(): Handlers {
  const refuse = () => Promise.reject(new AppError('not-found', 'Not in this library.'))
  return Object.fromEntries(
    Object.keys(contract).map((name) => [name, refuse]),
  ) as unknown as Handlers
}

function fresh(articleId: Id, target: Target, tagIds: Id[], note: string): Annotation {
  return {
    id: newId(),
    rev: 1,
    articleId,
    coderId: me,
    createdAt: moment,
    updatedAt: moment,
    target,
    tagIds,
    note,
    basedOn: null,
    removed: null,
  }
}

function targetOf(text: string, versionId: Id, passage: Passage | null): Target {
  const selectors = passage === null ? { quote: null, position: null } : describe(text, passage)
  return { versionId, textSha256: sha256, ...selectors }
}

function viewOf(library: InMemoryArticle, annotation: Annotation): AnnotationView {
  const tags = library.tags.filter(({ id }) => annotation.tagIds.includes(id))
  return {
    annotation,
    tags: tags.map(({ id, path }) => ({ id, path })),
    coderName: 'A. Reader',
    isMine: annotation.coderId === me,
  }
}

/** The tag that is chosen, made where it is not there yet: branches take the hues in turn. */
function tagAt(library: InMemoryArticle, choice: TagChoice): Id {
  if ('id' in choice) return choice.id
  const known = library.tags.find(({ path }) => path.toLowerCase() === choice.path.toLowerCase())
  if (known !== undefined) return known.id
  const branch = choice.path.split('/')[0] ?? ''
  const family = library.tags.filter(({ path }) => path.split('/')[0] === branch)
  const branches = new Set(library.tags.map(({ path }) => path.split('/')[0]))
  const tag: TagView = {
    id: newId(),
    rev: 1,
    path: choice.path,
    name: choice.path.slice(choice.path.lastIndexOf('/') + 1),
    definition: '',
    hue: family[0]?.hue ?? [1, 5, 4, 7][branches.size % 4] ?? 1,
    lineStyle: family.length % 4,
    branchUses: 0,
    uses: 0,
  }
  library.tags = [...library.tags, tag]
  return tag.id
}

function articleView(library: InMemoryArticle, document: Node, versionId: Id): ArticleView {
  const { text, articleId } = library
  const title = document.firstChild?.textContent ?? ''
  const live = library.annotations.filter(({ annotation }) => annotation.removed === null)
  return {
    row: {
      id: articleId,
      key: 'https://harbour-post.example/flood',
      title,
      outlet: 'Harbour Post',
      published: '2026-05-12',
      capturedAt: moment,
      versions: 1,
      annotations: live.length,
      tags: library.tags.map(({ path }) => path),
    },
    metadata: {
      title: from(title, 'h1'),
      authors: from(['Lena Ortiz'], 'ld+json'),
      outlet: from('Harbour Post', 'ld+json'),
      published: from({ raw: '2026-05-12', day: '2026-05-12', instant: null }, 'ld+json'),
      modified: absent(),
      language: from('en', 'html'),
      canonical: absent(),
      leadImage: absent(),
    },
    versions: [{ id: versionId, number: 1, capturedAt: moment }],
    version: {
      id: versionId,
      number: 1,
      capturedAt: moment,
      sha256,
      provenance: {
        kind: 'pasted',
        claimedUrl: null,
        startedAt: moment,
        finishedAt: moment,
        sizeBytes: text.length,
        sha256,
        software: {},
      },
      media: [],
    },
    document: document.toJSON() as ArticleView['document'],
    text,
    body: bodyOf(document),
    leftOut: [],
    annotations: live,
    problems: library.problems,
  }
}
