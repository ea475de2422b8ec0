import { open, readdir, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The least that keeps `bytes` safely: write, fsync, rename, fsync of the folder. */
export async function writeBare(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`
  const file = await open(temporary, 'w')
  await file.writeFile(bytes)
  await file.sync()
  await file.close()
  await rename(temporary, path)
  const folder = await open(dirname(path), 'r')
  await folder.sync()
  await folder.close()
}

/** Waits until nothing in a folder is locked any more. */
export async function untilUnlocked(folder: string): Promise<void> {
  while ((await readdir(folder)).some((name) => name.endsWith('.lock'))) continue
}

/** Reads files one after another, parsing those that are JSON; answers their size in bytes. */
export async function readBare(paths: readonly string[]): Promise<number> {
  let sizeBytes = 0
  for (const path of paths) {
    const bytes = await readFile(path)
    sizeBytes += bytes.length
    if (path.endsWith('.json')) JSON.parse(bytes.toString('utf8'))
  }
  return sizeBytes
}

/** The folders of a library's articles, by the last eight characters of the article's id. */
export async function articleFolders(library: string): Promise<Map<string, string>> {
  const articles = join(library, 'articles')
  const found = new Map<string, string>()
  for (const month of await readdir(articles)) {
    for (const name of await readdir(join(articles, month))) {
      found.set(name.slice(-8), join(articles, month, name))
    }
  }
  return found
}

/** The files of an article's folder that its row, its text and its passages come from. */
export async function filesToRead(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names.filter((name) => readPattern.test(name)).map((name) => join(folder, name))
}

const readPattern =
  /^(article\.json|annotations\.\w+\.json|v.*\.(version|document|left-out)\.json|v.*\.text\.txt)$/u

/** The file of the one coder who annotated the article of this folder. */
export async function annotationsFile(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((one) => /^annotations\.\w+\.json$/u.test(one))
  if (name === undefined) throw new Error(`${folder} has no annotations`)
  return join(folder, name)
}
