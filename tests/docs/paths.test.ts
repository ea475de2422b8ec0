import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codeSpans, links, pages, root, shownLines, type Page } from './pages.ts'

const all = pages()
const topLevel = readdirSync(root)
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** What is there only after a build, or on another person's machine. */
const comesLater = /^(?:out|node_modules|test-results)(?:\/|$)/u
const sourceFile = /^[\w.-]+(?:\/[\w.-]+)*\.(?:tsx?|mjs|cjs|py|css)$/u

/** Whether a code span names something of this project, rather than of a library or a machine. */
function isOurs(span: string): boolean {
  if (comesLater.test(span) || !/^[\w./-]+$/u.test(span)) return false
  const [first = ''] = span.split('/')
  return sourceFile.test(span) || (span.includes('/') && topLevel.includes(first))
}

/** From the root, from the page's own folder or from one above it, as a README beside it is read. */
function isThere(span: string, { folder, path }: Page): boolean {
  const parts = path.split('/').slice(0, -1)
  const folders = parts.map((_part, index) => join(root, ...parts.slice(0, index + 1)))
  if ([root, folder, ...folders].some((from) => existsSync(join(from, span)))) return true
  // A README may name a file of a folder that it is about.
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return (
    path.endsWith('README.md') &&
    inside.some((one) => one.replaceAll('\\', '/').endsWith(`/${span}`))
  )
}

describe('what the pages name is there', () => {
  test('there are pages to read, and they name things', () => {
    expect(all.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'docs/for-it.md', 'electron/library/README.md']),
    )
    expect(all.flatMap(codeSpans).filter(isOurs).length).toBeGreaterThan(150)
  })

  test.each(all.map((page) => [page.path, page] as const))('%s', (_path, page) => {
    const missing = codeSpans(page).filter((span) => isOurs(span) && !isThere(span, page))
    const broken = links(page).filter((target) => !existsSync(join(page.folder, target)))
    expect({ missing, broken }).toEqual({ missing: [], broken: [] })
  })
})

test('every script that a page shows is in package.json', () => {
  const shown = all.flatMap((page) => [...codeSpans(page), ...shownLines(page)])
  const names = shown.flatMap((line) => {
    const groups = /^npm (?:run (?<run>[\w:]+)|(?<own>start|test))\b/u.exec(line)?.groups
    return groups?.['run'] ?? groups?.['own'] ?? []
  })
  expect(names).toContain('check')
  const known = Object.keys(packageJson.scripts)
  expect([...new Set(names)].filter((name) => !known.includes(name))).toEqual([])
})

test('every environment variable in the documents is read by the app', () => {
  const documents = all.filter(({ path }) => /^(?:README|docs\/[\w-]+)\.md$/u.test(path))
  const names = documents.flatMap(({ text }) => text.match(/PRESSMARK_[A-Z]+/gu) ?? [])
  const sources = readdirSync(join(root, 'electron', 'app'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(root, 'electron', 'app', name), 'utf8'))
  expect(new Set(names).size).toBe(3)
  for (const name of names) expect(sources.join('\n')).toContain(`env['${name}']`)
})

describe('every folder says what it is for', () => {
  const tops = ['electron', 'renderer', 'shared']
  const folders = tops.flatMap((top) => [
    top,
    ...readdirSync(join(root, top), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${top}/${name}`),
  ])

  test.each(folders)('%s, in at most 20 lines', (folder) => {
    const lines = readFileSync(join(root, folder, 'README.md'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(lines[0]).toMatch(/^# /u)
    expect(lines.length).toBeLessThanOrEqual(20)
    // Which file to read first is said, or the folder has but one.
    const sources = readdirSync(join(root, folder)).filter(
      (name) => /\.(?:tsx?|mjs)$/u.test(name) && !/\.test\.|\.d\.ts$/u.test(name),
    )
    if (sources.length > 2) expect(lines.join('\n')).toMatch(/\b(?:first|Start with)\b/u)
  })
})

test('every dependency has a line that says what it is for', () => {
  const words = all
    .filter(({ path }) => /^docs\/decisions\/00[12]-/u.test(path))
    .map(({ text }) => text)
    .join('\n')
  const names = Object.keys({ ...packageJson.devDependencies, ...packageJson.optionalDependencies })
  const said = (name: string): boolean => words.includes(name) || name.startsWith('@types/')
  expect(names.filter((name) => !said(name))).toEqual([])
})

test('decisions are numbered one after the other, each with a heading of its number', () => {
  const files = readdirSync(join(root, 'docs', 'decisions'))
    .filter((name) => /^\d/u.test(name))
    .sort()
  for (const [index, name] of files.entries()) {
    const number = String(index + 1).padStart(3, '0')
    expect(name.slice(0, 4)).toBe(`${number}-`)
    expect(readFileSync(join(root, 'docs', 'decisions', name), 'utf8')).toMatch(
      new RegExp(`^# ${number} `, 'u'),
    )
  }
})
