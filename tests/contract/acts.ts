import { join } from 'node:path'
import type { Input, Output } from '../../shared/api/contract.ts'
import { assertNever } from '../../shared/errors.ts'
import type { RealApplication } from './real-application.ts'
import type { Window } from './wire.ts'

/** What a window may be doing when its connection breaks: every operation that writes, see `acts.test.ts`. */
export const everyAct = [
  'paste',
  'file',
  'address',
  'annotate',
  'annotate the whole',
  'annotate by words',
  'change',
  'change a tag',
  'collect',
  'take out',
  'rename',
  'dismiss',
  'allow',
  'remember',
  'close the sample',
  'export a file',
  'export a folder',
  'export over',
] as const
export type Act = (typeof everyAct)[number]

/** An article with a passage on it, for acts to work on. */
export type Ground = { article: Output<'articles.open'>; annotationId: string }

/** Captures an article and marks a passage, and exports both once. */
export async function prepareGround(real: RealApplication, { client }: Window): Promise<Ground> {
  const text = 'The first article\n\nA paragraph of some length that stands in it.'
  const { articleId } = await client.call('captures.add', { kind: 'text', text })
  const { annotation } = await client.call('annotations.createByQuote', {
    articleId,
    quote: { exact: 'A paragraph' },
    tags: [{ path: 'first' }],
    note: '',
  })
  await client.call('collections.add', {
    name: 'first',
    members: [{ articleId, annotationId: null }],
  })
  const path = join(real.exports, 'over')
  await client.call('exports.write', { ...exported, format: 'w3c', path, force: true })
  const article = await client.call('articles.open', { id: articleId })
  return { article, annotationId: annotation.annotation.id }
}

const exported = { selection: { kind: 'all' }, force: false } as const

/** Begins an act; `number` makes it another one each time. */
export function begin(
  act: Act,
  number: number,
  { client }: Window,
  real: RealApplication,
  { article, annotationId }: Ground,
): Promise<unknown> {
  const articleId = article.row.id
  const versionId = article.version.id
  const members = [{ articleId, annotationId: null }]
  const annotation = { articleId, versionId, note: `note ${number}` }
  switch (act) {
    case 'paste':
    case 'file':
    case 'address':
      return beginCapture(act, number, client, real)
    case 'annotate': {
      const tags = [{ path: `tag ${number}` }]
      return client.call('annotations.create', {
        ...annotation,
        passage: { start: 0, end: 5 },
        tags,
      })
    }
    case 'annotate the whole':
      return client.call('annotations.create', { ...annotation, passage: null, tags: [] })
    case 'annotate by words': {
      const quote = { exact: 'A paragraph' }
      const tags = [{ path: 'first' }]
      const note = `note ${number}`
      return client.call('annotations.createByQuote', { articleId, quote, tags, note })
    }
    case 'change': {
      // May be refused, since others change it too: a refusal is whole as well.
      const expectedRev = 1
      const note = `changed ${number}`
      return client.call('annotations.change', { articleId, annotationId, expectedRev, note })
    }
    case 'change a tag':
      return changeTag(number, client, article)
    case 'collect':
      return client.call('collections.add', { name: `collection ${number}`, members })
    case 'take out':
      return client.call('collections.remove', { name: 'first', members })
    case 'rename':
      return client.call('coders.rename', { name: `Coder ${number}` })
    case 'dismiss':
    case 'allow':
    case 'remember':
    case 'close the sample':
      return beginOnMachine(act, number, client, { article, annotationId })
    case 'export a file':
    case 'export a folder':
    case 'export over':
      return beginExport(act, number, client, real)
    default:
      return assertNever(act)
  }
}

function beginCapture(
  act: 'paste' | 'file' | 'address',
  number: number,
  client: Window['client'],
  { site }: RealApplication,
): Promise<unknown> {
  const text = `Pasted ${number}\n\nA paragraph of ${number}.`
  switch (act) {
    case 'paste':
      return client.call('captures.add', { kind: 'text', text })
    case 'file': {
      const bytes = new TextEncoder().encode(`File of ${text}`)
      return client.call('captures.add', { kind: 'file', name: `${number}.txt`, bytes })
    }
    case 'address': {
      const url = site.url(`bridge-toll/page.html?id=${number}`)
      return client.call('captures.add', { kind: 'address', url, allowPrivate: true })
    }
    default:
      return assertNever(act)
  }
}

/** What is kept on this machine, and never in the library. */
function beginOnMachine(
  act: 'dismiss' | 'allow' | 'remember' | 'close the sample',
  number: number,
  client: Window['client'],
  { article, annotationId }: Ground,
): Promise<unknown> {
  switch (act) {
    case 'dismiss':
      // Nothing failed under this id: what others dismissed meanwhile is no failure.
      return client.call('attempts.dismiss', { id: annotationId })
    case 'allow':
      return client.call('addresses.allow', { host: '10.0.0.1', port: number })
    case 'remember':
      return client.call('session.write', sessionOf(number, article))
    case 'close the sample':
      return client.call('sample.close', {})
    default:
      return assertNever(act)
  }
}

function beginExport(
  act: 'export a file' | 'export a folder' | 'export over',
  number: number,
  client: Window['client'],
  real: RealApplication,
): Promise<unknown> {
  const exportTo = (format: 'csv' | 'w3c', name: string, force: boolean): Promise<unknown> =>
    client.call('exports.write', { ...exported, format, path: join(real.exports, name), force })
  switch (act) {
    case 'export a file':
      return exportTo('csv', `${number}.csv`, false)
    case 'export a folder':
      return exportTo('w3c', `${number}`, false)
    case 'export over':
      return exportTo('w3c', 'over', true)
    default:
      return assertNever(act)
  }
}

/** A place in the article, with a note that is being typed. */
function sessionOf(number: number, { row, version }: Ground['article']): Input<'session.write'> {
  const at = { articleId: row.id, versionId: version.id }
  const note = {
    ...at,
    articleTitle: row.title,
    annotationId: null,
    passage: { start: 0, end: 5 },
    saved: '',
    text: `typed ${number}`,
    sentence: null,
  }
  return {
    place: `#/article/${row.id}`,
    reading: { ...at, isLatest: true, block: 0, offset: number },
    library: null,
    filters: {},
    notes: [note],
  }
}

/** May be refused, like a change of an annotation. */
function changeTag(
  number: number,
  client: Window['client'],
  { annotations }: Ground['article'],
): Promise<unknown> {
  const tagId = annotations[0]?.tags[0]?.id ?? ''
  const definition = `definition ${number}`
  return client.call('codebook.change', { tagId, expectedRev: 1, definition })
}
