import { z } from 'zod'
import { Note } from '../domain/annotation.ts'
import { CollectionMember, CollectionName } from '../domain/collection.ts'
import { commandIds } from '../commands.ts'
import { Id } from '../domain/ids.ts'
import { besideLimits } from '../domain/saved-folder.ts'
import { Session } from '../domain/session.ts'
import { Sha256 } from '../domain/sha256.ts'
import { FileName } from '../domain/version.ts'
import { job, op } from './operation.ts'
import { Verification, VerifyProgress } from './verification.ts'
import {
  ArticleListItem,
  ArticleView,
  AnnotationView,
  Attempt,
  CollectionView,
  LibraryProblem,
  PassageView,
  TagView,
} from './views.ts'

const nothing = z.strictObject({})

/** What the researcher says of what they capture; it goes before what is read there. */
const said = {
  outlet: z.string().max(500).optional(),
  authors: z.array(z.string().max(500)).max(100).optional(),
  published: z.iso.date().optional(),
}

/** A file that a browser saved beside a page, named from the page's folder; bytes null: too large. */
const FileBeside = z.strictObject({
  name: z.string().min(1).max(1_024),
  bytes: z.instanceof(Uint8Array).nullable(),
})

/** What to capture: an address, a file's bytes, or pasted text; with what is known of it. */
export const CaptureRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('address'),
    url: z.string().max(8_192),
    allowPrivate: z.boolean().optional(),
    ...said,
  }),
  z.strictObject({
    kind: z.literal('file'),
    name: z.string().min(1).max(1_024),
    bytes: z.instanceof(Uint8Array),
    url: z.string().max(8_192).optional(),
    files: z.array(FileBeside).max(besideLimits.files).optional(),
    ...said,
  }),
  z.strictObject({
    kind: z.literal('text'),
    text: z.string().max(20_000_000),
    ...said,
    url: z.string().max(8_192).optional(),
  }),
])
export type CaptureRequest = z.infer<typeof CaptureRequest>

/**
 * How far a capture is: the step, and bytes or pictures done of those known. `waiting`: the site asked
 * for it; `total` is how many seconds there are.
 */
export const CaptureProgress = z.strictObject({
  step: z.enum(['waiting', 'fetching', 'extracting', 'pictures', 'page', 'saving']),
  done: z.number().int().min(0),
  total: z.number().int().min(0).nullable(),
})
export type CaptureProgress = z.infer<typeof CaptureProgress>

/** A list of addresses to capture: pasted, in a file, or at an address (a feed, a sitemap). */
export const ListRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string().max(20_000_000) }),
  z.strictObject({
    kind: z.literal('file'),
    name: z.string().min(1).max(1_024),
    bytes: z.instanceof(Uint8Array),
  }),
  z.strictObject({
    kind: z.literal('address'),
    url: z.string().min(1).max(8_192),
    allowPrivate: z.boolean().optional(),
  }),
])
export type ListRequest = z.infer<typeof ListRequest>

/** How many of the lists that a list names were read. */
export const ListProgress = z.strictObject({
  done: z.number().int().min(0),
  total: z.number().int().min(0),
})

/**
 * The pages that a list names, each once; `articleId` where one is in the library already. `refused`:
 * what is no address, and further lists that could not be read.
 */
export const ListPreview = z.strictObject({
  kind: z.enum(['lines', 'table', 'bookmarks', 'outline', 'feed', 'sitemap']),
  pages: z.array(
    z.strictObject({ url: z.string(), title: z.string().nullable(), articleId: Id.nullable() }),
  ),
  refused: z.array(z.strictObject({ text: z.string(), reason: z.string() })),
})
export type ListPreview = z.infer<typeof ListPreview>

/** What a capture led to: a new article, a new version, or the same text once more. */
export const CaptureOutcome = z.strictObject({
  outcome: z.enum(['new-article', 'new-version', 'unchanged']),
  articleId: Id,
  version: z.number().int().min(1),
  title: z.string(),
  sha256: Sha256,
  warnings: z.array(z.string()),
})
export type CaptureOutcome = z.infer<typeof CaptureOutcome>

/** A tag by id, or by path; a path that does not exist yet is created with the annotation. */
export const TagChoice = z.union([
  z.strictObject({ id: Id }),
  z.strictObject({ path: z.string().min(1).max(2_000) }),
])
export type TagChoice = z.infer<typeof TagChoice>

const passage = z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(1) })
const markup = { tags: z.array(TagChoice).max(200), note: Note }

/** A new annotation; `passage` null means the whole article. Offsets are UTF-16 in the text. */
export const NewAnnotation = z.strictObject({
  articleId: Id,
  versionId: Id,
  passage: passage.nullable(),
  ...markup,
})
export type NewAnnotation = z.infer<typeof NewAnnotation>

/** A change to one's own annotation; refused when its `rev` is no longer `expectedRev`. */
export const AnnotationChange = z.strictObject({
  articleId: Id,
  annotationId: Id,
  expectedRev: z.number().int().min(1),
  tags: markup.tags.optional(),
  note: Note.optional(),
  passage: passage.optional(),
  removed: z.boolean().optional(),
})
export type AnnotationChange = z.infer<typeof AnnotationChange>

/** A change to a tag; refused when its `rev` is no longer `expectedRev`, or a tag beside it has the name. */
export const TagChange = z.strictObject({
  tagId: Id,
  expectedRev: z.number().int().min(1),
  name: z.string().max(2_000).optional(),
  definition: z.string().max(20_000).optional(),
})
export type TagChange = z.infer<typeof TagChange>

/** The formats an export can have. */
export const exportFormats = ['markdown', 'csv', 'w3c'] as const

/** What goes out: everything, whole articles, a collection by name, or chosen members in order. */
export const ExportSelection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('articles'), articleIds: z.array(Id).min(1) }),
  z.strictObject({ kind: z.literal('collection'), name: CollectionName }),
  z.strictObject({ kind: z.literal('members'), members: z.array(CollectionMember).min(1) }),
])
export type ExportSelection = z.infer<typeof ExportSelection>

/** What to export, and to which file (markdown, csv) or folder (w3c). */
export const ExportRequest = z.strictObject({
  format: z.enum(exportFormats),
  path: z.string().min(1),
  force: z.boolean(),
  selection: ExportSelection,
})
export type ExportRequest = z.infer<typeof ExportRequest>

/**
 * By the id of an article or annotation; a damaged folder that tells no id goes by its path. What is
 * in the export but for a name is told here, too.
 */
const leftOut = z.array(z.strictObject({ id: z.string(), reason: z.string() }))

/** What an export wrote, and what it left out with the reason for each. */
export const ExportReport = z.strictObject({
  files: z.array(z.strictObject({ path: z.string(), sha256: Sha256 })),
  passages: z.number().int(),
  leftOut,
  warnings: z.array(z.string()),
})
export type ExportReport = z.infer<typeof ExportReport>

/**
 * An export as it would be written now: the first of its files, long ones cut at `text`'s end, how
 * many it would be, and the path that a person is offered for it.
 */
export const ExportPreview = z.strictObject({
  files: z.array(
    z.strictObject({ path: z.string(), text: z.string(), sizeBytes: z.number().int() }),
  ),
  totalFiles: z.number().int(),
  articles: z.number().int(),
  passages: z.number().int(),
  leftOut,
  suggestedPath: z.string(),
})
export type ExportPreview = z.infer<typeof ExportPreview>

/** The three things to do in the first minute; each is ticked by its own effect. */
export const FirstSteps = z.strictObject({
  tagged: z.boolean(),
  captured: z.boolean(),
  exported: z.boolean(),
})
export type FirstSteps = z.infer<typeof FirstSteps>

/**
 * The library that is open, and who tags in it. `isNamed` false: the coder's name is the system's.
 * `asksName`: whether the window still asks for one; it does from the first minute on, until it has an answer. `isSample`: a library to try things in; captures open one's own instead.
 */
export const LibraryInfo = z.strictObject({
  folder: z.string(),
  libraryId: Id.nullable(),
  readOnly: z.string().nullable(),
  coder: z.strictObject({ id: Id, name: z.string(), isNamed: z.boolean() }),
  isSample: z.boolean(),
  asksName: z.boolean(),
  firstSteps: FirstSteps.nullable(),
  problems: z.array(LibraryProblem),
})
export type LibraryInfo = z.infer<typeof LibraryInfo>

/** An annotation that was written; a warning says what else did not go well. */
const written = z.strictObject({ annotation: AnnotationView, warnings: z.array(z.string()) })

const changedCollection = z.strictObject({
  collection: CollectionView,
  warnings: z.array(z.string()),
})

/**
 * Everything the application can do, in one table: the typed client, the server, the command line
 * and the contract tests come from it.
 */
export const contract = {
  'library.describe': op(nothing, LibraryInfo),
  /**
   * Reads every file of the library again, or those of these articles with the journals, and says what is
   * not as it was kept. Writes nothing.
   */
  'library.verify': job(
    z.strictObject({ articleIds: z.array(Id).min(1).optional() }),
    VerifyProgress,
    Verification,
  ),
  /** Closes the sample for good and opens one's own library. */
  'sample.close': op(nothing, nothing),
  /** Where a person was in this library, null where nobody was yet; `gone` are its articles that left. */
  'session.read': op(
    nothing,
    z.strictObject({ session: Session.nullable(), gone: z.array(z.string()) }),
  ),
  'session.write': op(Session, nothing),

  'articles.list': op(
    nothing,
    z.strictObject({ articles: z.array(ArticleListItem), problems: z.array(LibraryProblem) }),
  ),
  /** `versionId` absent: the latest version. */
  'articles.open': op(z.strictObject({ id: Id, versionId: Id.optional() }), ArticleView),
  /** The one article, or annotation, whose id holds these six or more characters. */
  'ids.resolve': op(
    z.strictObject({ part: z.string().regex(/^[0-9a-z]{6,26}$/u) }),
    z.strictObject({ articleId: Id, annotationId: Id.nullable() }),
  ),
  /** The bytes of a picture that a version keeps. */
  'media.read': op(
    z.strictObject({ articleId: Id, file: FileName }),
    z.strictObject({ mediaType: z.string(), bytes: z.instanceof(Uint8Array) }),
  ),

  'captures.add': job(CaptureRequest, CaptureProgress, CaptureOutcome),
  'lists.read': job(ListRequest, ListProgress, ListPreview),
  'attempts.list': op(nothing, z.strictObject({ attempts: z.array(Attempt) })),
  'attempts.dismiss': op(z.strictObject({ id: Id }), nothing),
  /** Lets captures reach one host and port of one's own network, on this machine. */
  'addresses.allow': op(
    z.strictObject({ host: z.string().min(1).max(255), port: z.number().int().min(1).max(65_535) }),
    nothing,
  ),

  'annotations.create': op(NewAnnotation, written),
  /** By its words instead of offsets; none or several places are refused with their contexts. */
  'annotations.createByQuote': op(
    z.strictObject({
      articleId: Id,
      quote: z.strictObject({
        exact: z.string().min(1),
        prefix: z.string().optional(),
        suffix: z.string().optional(),
      }),
      ...markup,
    }),
    written,
  ),
  'annotations.change': op(AnnotationChange, written),

  /** Every live annotation of the library, article by article, in the order of the text. */
  'passages.list': op(nothing, z.strictObject({ passages: z.array(PassageView) })),

  'codebook.list': op(nothing, z.strictObject({ tags: z.array(TagView) })),
  'codebook.change': op(TagChange, z.strictObject({ tag: TagView })),

  /** `problems` are sentences on why collections may be missing. */
  'collections.list': op(
    nothing,
    z.strictObject({ collections: z.array(CollectionView), problems: z.array(z.string()) }),
  ),
  /** Adds members, making the collection where none has that name. */
  'collections.add': op(
    z.strictObject({ name: CollectionName, members: z.array(CollectionMember).min(1) }),
    changedCollection,
  ),
  'collections.remove': op(
    z.strictObject({ name: CollectionName, members: z.array(CollectionMember).min(1) }),
    changedCollection,
  ),

  'exports.preview': op(
    z.strictObject({ format: z.enum(exportFormats), selection: ExportSelection }),
    ExportPreview,
  ),
  /**
   * Asks with the system's own dialog where an export goes, beginning at `path`; null: the person
   * chose nothing. Only the desktop has one: elsewhere it is refused with `needs-desktop`.
   */
  'exports.choosePath': op(
    z.strictObject({ format: z.enum(exportFormats), path: z.string().max(32_767) }),
    z.strictObject({ path: z.string().min(1).nullable() }),
  ),
  'exports.write': job(
    ExportRequest,
    z.strictObject({ done: z.number().int(), total: z.number().int() }),
    ExportReport,
  ),

  /**
   * Tells the desktop's menu what can be chosen now, and under which names. A shell without such a menu
   * has nothing to show.
   */
  'menu.show': op(
    z.strictObject({
      items: z
        .array(z.strictObject({ command: z.enum(commandIds), label: z.string().max(2000) }))
        .max(commandIds.length),
    }),
    z.strictObject({}),
  ),

  'coders.rename': op(
    z.strictObject({ name: z.string().trim().min(1).max(200) }),
    z.strictObject({ id: Id, name: z.string() }),
  ),
} as const

/** The table's type. */
export type Contract = typeof contract

/** The name of an operation. */
export type OperationName = keyof Contract

/** What an operation takes, parsed. */
export type Input<Name extends OperationName> = z.infer<Contract[Name]['input']>

/** What an operation answers. */
export type Output<Name extends OperationName> = z.infer<Contract[Name]['output']>

/** The names of the operations that are jobs. */
export type JobName = {
  [Name in OperationName]: Contract[Name]['kind'] extends 'job' ? Name : never
}[OperationName]

/** What a job tells on its way. */
export type Progress<Name extends JobName> = z.infer<Contract[Name]['progress']>
