import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A package of others that is built into the app. `texts` are its licence files, whole. */
export type ThirdParty = { name: string; version: string; licence: string; texts: string[] }

/** Where the notices lie: shipped with the app, never built. */
export const noticesFile = fileURLToPath(
  new URL('../../resources/third-party-notices.txt', import.meta.url),
)

const root = fileURLToPath(new URL('../..', import.meta.url))
const sourceFolders = ['electron', 'renderer', 'shared']
/** Whoever runs the app brings these. */
const brought = new Set(['electron'])

/**
 * Every package that the sources import, with all that those depend on: at least what the bundler takes,
 * in the order of their names.
 */
export function thirdParties(): ThirdParty[] {
  const folders = new Set<string>()
  const visit = (name: string, from: string): void => {
    const folder = folderOf(name, from)
    if (folder === null) throw new Error(`${name} is not installed`)
    if (folders.has(folder)) return
    folders.add(folder)
    for (const next of Object.keys(manifestOf(folder).dependencies ?? {})) visit(next, folder)
  }
  for (const name of importedPackages()) visit(name, root)
  const all = [...folders].map(readPackage)
  return all.sort((a, b) => compare(`${a.name} ${a.version}`, `${b.name} ${b.version}`))
}

/** The notices as one text: a list first, then each licence once, under the packages that it is for. */
export function noticesOf(packages: readonly ThirdParty[]): string {
  const byText = Map.groupBy(packages, ({ texts }) => texts.join('\n\n'))
  const list = packages.map(({ name, version, licence }) => `${name} ${version}  ${licence}`)
  const licences = [...byText].map(([text, users]) => {
    const names = users.map(({ name, version }) => `${name} ${version}`).join('\n')
    const words =
      text === '' ? 'Names its licence in its package, and carries no text of it.' : text
    return `${'='.repeat(78)}\n${names}\n${'-'.repeat(78)}\n${words}`
  })
  const head =
    'Pressmark is built from its own code and from the packages below, each under its own licence.'
  return `${[head, list.join('\n'), ...licences].join('\n\n')}\n`
}

type Manifest = {
  name: string
  version: string
  license?: string
  dependencies?: Record<string, string>
}

function importedPackages(): string[] {
  const imported = /(?:from|@?import) '((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/gu
  const names = sourceFolders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:tsx?|css)$/u.test(path) && !/\.test\.tsx?$|\/testing\//u.test(path))
      .flatMap((path) => [...readFileSync(join(root, folder, path), 'utf8').matchAll(imported)])
      .map(([, name]) => name ?? ''),
  )
  return [...new Set(names)]
    .filter((name) => !brought.has(name) && !name.startsWith('node:'))
    .sort()
}

/** The folder that Node finds a package in, from a folder upwards. */
function folderOf(name: string, from: string): string | null {
  const folder = join(from, 'node_modules', name)
  if (existsSync(join(folder, 'package.json'))) return folder
  const above = dirname(from)
  return above === from || !above.startsWith(root.replace(/[\\/]$/u, ''))
    ? null
    : folderOf(name, above)
}

function readPackage(folder: string): ThirdParty {
  const { name, version, license } = manifestOf(folder)
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-][\w.-]*)?$/iu.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  return { name, version, licence: license ?? 'not named', texts }
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
