import { join } from 'node:path'
import { openLibrary, type Library } from '../../../electron/library/open-library.ts'
import { sampleVersion } from '../../../electron/library/testing/temporary-library.ts'
import { describe } from '../../../shared/anchoring/describe.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import { latestVersion, type Article } from '../../../shared/domain/article.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { now } from '../../../shared/domain/instant.ts'
import { AppError } from '../../../shared/errors.ts'
import { partsOfLibrary } from '../view-of.ts'
import type { Act, Kind, Place } from './kind.ts'

const address = 'https://courier.example/strike'

/** Opens the library of a place as its machine does. */
export function openAt(place: Place): Promise<Library> {
  return openLibrary({
    folder: join(place.world, 'library'),
    cacheFolder: join(place.folder, 'cache'),
    deviceMemoryFile: join(place.folder, 'memory', 'device.json'),
    machine: place.machine,
    lockTiming: { busyAfterMs: 4_000, takeOverAfterMs: 50 },
    ...(place.fs === undefined ? {} : { fs: place.fs }),
  })
}

/** A kind whose acts go straight to the repositories. `setUp` keeps an article first, unless told not to. */
function libraryKind(acts: (library: Library) => Act[], startsEmpty = false): Kind {
  return async (place) => {
    const library = await openAt(place)
    return {
      setUp: async () => {
        if (!startsEmpty) await captured(library, 1)
      },
      acts: acts(library),
      look: () => partsOfLibrary(library),
      settled: () => library.close(),
      close: () => library.close(),
    }
  }
}

/** Keeps the sample article; each `edition` has another text, three seconds later. */
async function captured(library: Library, edition: number, url = address): Promise<Article> {
  const at = `2026-11-24T10:00:${String(edition * 3).padStart(2, '0')}.000Z`
  const text = ['The strike at the harbour ended on Tuesday.', `Edition ${edition} of the story.`]
  return (await library.articles.commit(sampleVersion(url, 'Strike', text, at))).article
}

async function theArticle(library: Library): Promise<Article> {
  const [article] = await library.articles.list()
  if (article !== undefined) return article
  throw new AppError('disk-error', 'The one article cannot be read, so nothing was done with it.')
}

const capture = (library: Library, name: string, edition: number, url?: string): Act => ({
  name,
  run: async () => [await captured(library, edition, url)],
})

async function annotate(library: Library, words: string, tagIds: Id[]): Promise<Annotation> {
  const article = await theArticle(library)
  const version = latestVersion(article)
  const { text } = await library.articles.readVersion(article, version.id)
  const start = text.indexOf(words)
  const target = {
    versionId: version.id,
    textSha256: version.textSha256,
    ...describe(text, { start, end: start + words.length }),
  }
  const input = { articleId: article.id, target, tagIds, note: `on ${words}`, basedOn: null }
  return (await library.annotations.create(input)).annotation
}

async function change(
  library: Library,
  fields: Partial<Pick<Annotation, 'note' | 'removed'>>,
): Promise<Annotation> {
  const article = await theArticle(library)
  const [first] = await library.annotations.ofArticle(article.id)
  if (first === undefined) {
    throw new AppError('disk-error', 'The annotation cannot be read, so it was not changed.')
  }
  const { id, rev } = first
  return (await library.annotations.change(article.id, id, rev, () => fields)).annotation
}

const rename = (library: Library, name: string): Act => ({
  name: `rename the coder to ${name}`,
  run: async () => [await library.coders.rename(name)],
})

const tag = (library: Library, path: string): Act => ({
  name: `make the tag ${path}`,
  run: () => library.codebook.ensureTags([{ path }]),
})

/** Renames or defines the tag that was made second. */
const changeTag = (library: Library, field: 'name' | 'definition', words: string): Act => ({
  name: `give a tag the ${field} “${words}”`,
  run: async () => {
    const made = (await library.codebook.read()).tags[1]
    if (made === undefined) {
      throw new AppError('disk-error', 'The tag cannot be read, so it was not changed.')
    }
    return [await library.codebook.change(made.id, made.rev, { [field]: words })]
  },
})

const log = (library: Library, at: number): Act => ({
  name: `log attempt ${at}`,
  run: async () => {
    const act = { what: 'attempt' as const, ids: {}, detail: { at }, files: {} }
    const warnings = await library.journal.append(act)
    return warnings.length === 0 ? [{ what: 'attempt', ids: {}, detail: { at } }] : []
  },
})

const collect = (library: Library, name: string): Act => ({
  name: `collect into ${name}`,
  run: async () => {
    const articleId = (await theArticle(library)).id
    const member = { articleId, annotationId: null }
    const { warnings: _none, ...collection } = await library.collections.add(name, [member])
    return [collection]
  },
})

/** The kinds of writes of the library's own repositories. */
export const libraryKinds = {
  'first article': libraryKind(
    (library) => [
      capture(library, 'capture a first article', 1),
      capture(library, 'capture a second article', 1, 'https://courier.example/quay'),
    ],
    true,
  ),
  versions: libraryKind((library) => [
    capture(library, 'capture another text', 2),
    capture(library, 'capture the same text', 2),
    capture(library, 'capture a third text', 3),
  ]),
  annotations: libraryKind((library) => [
    { name: 'annotate', run: async () => [await annotate(library, 'strike', [])] },
    { name: 'annotate again', run: async () => [await annotate(library, 'harbour', [])] },
    { name: 'write a note', run: async () => [await change(library, { note: 'reread' })] },
    { name: 'remove', run: async () => [await change(library, { removed: now() })] },
    { name: 'undo the removal', run: async () => [await change(library, { removed: null })] },
  ]),
  codebook: libraryKind((library) => [
    tag(library, 'Framing'),
    tag(library, 'Framing/Conflict'),
    tag(library, 'Sources/Unions/Named'),
    changeTag(library, 'name', 'Conflict of interest'),
    changeTag(library, 'definition', 'Who is said to be against whom.'),
  ]),
  collections: libraryKind((library) => [
    collect(library, 'Chapter one'),
    collect(library, 'Chapter two'),
    {
      name: 'take out of a collection',
      run: async () => {
        const articleId = (await theArticle(library)).id
        const member = { articleId, annotationId: null }
        const { warnings: _none, ...left } = await library.collections.remove('Chapter one', [
          member,
        ])
        return [left]
      },
    },
  ]),
  coder: libraryKind((library) => [
    rename(library, 'Ada'),
    rename(library, 'Ada Osei-Lund'),
    rename(library, 'A. O.'),
  ]),
  journal: libraryKind((library) => [log(library, 1), log(library, 2), log(library, 3)]),
} satisfies Record<string, Kind>
