import { join } from 'node:path'
import type { Output } from '../../shared/api/contract.ts'
import { assertNever } from '../../shared/errors.ts'
import type { RealApplication } from './real-application.ts'
import type { Window } from './wire.ts'

/** What a window may be doing when its connection breaks: everything that writes. */
export const everyAct = [
  'paste',
  'file',
  'address',
  'annotate',
  'annotate the whole',
  'change',
  'change a tag',
  'collect',
  'take out',
  'rename',
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
  const text = `Pasted ${number}\n\nA paragraph of ${number}.`
  const annotation = { articleId, versionId, note: `note ${number}` }
  const exportTo = (format: 'csv' | 'w3c', name: string, force: boolean): Promise<unknown> =>
    client.call('exports.write', { ...exported, format, path: join(real.exports, name), force })
  switch (act) {
    case 'paste':
      return client.call('captures.add', { kind: 'text', text })
    case 'file': {
      const bytes = new TextEncoder().encode(`File of ${text}`)
      return client.call('captures.add', { kind: 'file', name: `${number}.txt`, bytes })
    }
    case 'address': {
      const url = real.site.url(`bridge-toll/page.html?id=${number}`)
      return client.call('captures.add', { kind: 'address', url, allowPrivate: true })
    }
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
