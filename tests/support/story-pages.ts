import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A page that the whole story runs on, and what it must become. */
export type StoryPage = {
  name: string
  /** The folder that the site serves, and the page's file in it. */
  folder: string
  file: string
  title: string
  paragraphs: string[]
  mustNotContain: string[]
  isThere: boolean
}

function storyPage(name: string, folder: string, file: string): StoryPage {
  const path = join(folder, 'expected.json')
  const isThere = existsSync(path)
  const expected = isThere
    ? (JSON.parse(readFileSync(path, 'utf8')) as Pick<
        StoryPage,
        'title' | 'paragraphs' | 'mustNotContain'
      >)
    : { title: '', paragraphs: [], mustNotContain: [] }
  const { title, paragraphs, mustNotContain } = expected
  return { name, folder, file, title, paragraphs, mustNotContain, isThere }
}

/** Our own fiction, always there. */
export const bridgeToll = storyPage(
  'a page of fiction',
  join(root, 'tests', 'corpus', 'bridge-toll'),
  'page.html',
)

/** The real article that the project started from; it stays outside the repository. */
export const seedPage = storyPage(
  'the seed article (needs ../shared)',
  join(root, '..', 'shared', 'data', 'seed'),
  'article.html',
)

/** A page of the invented web, and what it must become. */
export type InventedPage = {
  file: string
  title: string | null
  outlet: string | null
  byline: string[]
  date: string | null
  firstSentence?: string
  lastSentence?: string
  mustContain?: string[]
  mustNotContain: string[]
  mustNotContainInSavedHtml?: string[]
  expectFailure?: string
  withoutScripts?: { expectFailure: string }
}

/** A web of invented news that lies beside the repository: its pages, as its expected.json lists them. */
export const inventedWeb = readInventedWeb(join(root, '..', 'shared', 'data', 'site'))

function readInventedWeb(folder: string): {
  folder: string
  isThere: boolean
  pages: InventedPage[]
} {
  const path = join(folder, 'expected.json')
  const isThere = existsSync(path)
  const pages = isThere ? JSON.parse(readFileSync(path, 'utf8')).pages : []
  return { folder, isThere, pages }
}

/** Words `from` to `to` of a paragraph, as they stand there. */
export function wordsOf(paragraph: string | undefined, from: number, to: number): string {
  if (paragraph === undefined) throw new Error('the page has no such paragraph')
  const words = [...paragraph.matchAll(/\S+/gu)]
  const first = words[from]
  const last = words[Math.min(to, words.length) - 1]
  if (first === undefined || last === undefined) throw new Error('the paragraph is too short')
  return paragraph.slice(first.index, last.index + last[0].length)
}
