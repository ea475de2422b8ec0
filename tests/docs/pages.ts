import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A page of the project: its path from the root with slashes, its folder, its words. */
export type Page = { path: string; folder: string; text: string }

const isOthers = /(?:^|[\\/])(?:node_modules|out|test-results|\.git|corpus|standards)(?:[\\/]|$)/u

/** Every Markdown page, other people's aside. */
export function pages(): Page[] {
  const tops = readdirSync(root, { withFileTypes: true })
  const found = tops.flatMap((top) => {
    if (isOthers.test(top.name)) return []
    if (!top.isDirectory()) return [top.name]
    const inside = readdirSync(join(root, top.name), { recursive: true, encoding: 'utf8' })
    return inside.map((path) => join(top.name, path))
  })
  return found
    .filter((path) => path.endsWith('.md') && !isOthers.test(path))
    .map((path) => ({
      path: path.replaceAll('\\', '/'),
      folder: dirname(join(root, path)),
      text: readFileSync(join(root, path), 'utf8'),
    }))
}

/** The lines of a page's fenced blocks, without comments. */
export function shownLines({ text }: Page): string[] {
  return [...text.matchAll(/^```[a-z]*\n(?<lines>.*?)^```$/gmsu)]
    .flatMap(({ groups }) => (groups?.['lines'] ?? '').split('\n'))
    .map((line) => line.replace(/\s+#.*$/u, '').trim())
    .filter((line) => line !== '')
}

/** What stands in code between the words of a page. */
export function codeSpans({ text }: Page): string[] {
  const words = text.replaceAll(/^```.*?^```$/gmsu, '')
  return [...words.matchAll(/`(?<code>[^`\n]+)`/gu)].map(({ groups }) => groups?.['code'] ?? '')
}

/** The places in the project that a page links to. */
export function links({ text }: Page): string[] {
  return [...text.matchAll(/\]\((?<target>[^)\s]+)\)/gu)]
    .map(({ groups }) => (groups?.['target'] ?? '').replace(/#.*$/u, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/u.test(target))
}
