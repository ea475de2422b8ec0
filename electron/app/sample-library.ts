import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { callIn } from '../../shared/api/call-in.ts'
import type { Application } from '../../shared/api/serve.ts'
import type { Id } from '../../shared/domain/ids.ts'
import type { MachineFolders } from './machine-folders.ts'
import type { Machine } from './machine-settings.ts'

/** `annotations.json` beside the sample's page: what stands on it when it is first opened. */
const SampleAnnotations = z.array(
  z.strictObject({ quote: z.string(), tags: z.array(z.string()), note: z.string() }),
)

/** Where the sample library lies on this machine: never among one's own documents. */
export function sampleFolder(folders: MachineFolders): string {
  return join(folders.data, 'sample')
}

/**
 * Whether the sample should open: nobody named a library, none was ever opened, one's own folder
 * holds nothing, and the sample was not closed.
 */
export async function wantsSample(machine: Machine, folders: MachineFolders): Promise<boolean> {
  const { lastLibrary, sample } = machine.settings()
  if (sample === 'closed' || lastLibrary !== null) return false
  return sample === 'open' || (await isEmpty(join(folders.documents, 'Pressmark')))
}

/**
 * Fills a sample library with its one story, as a capture and annotations like any other. What a
 * first start made that was broken off is gone on with; a sample that was shown stays as it is.
 */
export async function fillSample(app: Application, source: URL, isFirst: boolean): Promise<void> {
  const { articles } = await callIn(app, 'articles.list', {})
  const story = articles[0]?.row.id
  if (story !== undefined && !isFirst) return
  const articleId = story ?? (await captureStory(app, source))
  const { passages } = await callIn(app, 'passages.list', {})
  const made = new Set(passages.map(({ view }) => view.annotation.target.quote?.exact))
  const annotations = SampleAnnotations.parse(
    JSON.parse(await readFile(new URL('annotations.json', source), 'utf8')),
  )
  for (const { quote, tags, note } of annotations) {
    if (made.has(quote)) continue
    await callIn(app, 'annotations.createByQuote', {
      articleId,
      quote: { exact: quote },
      tags: tags.map((path) => ({ path })),
      note,
    })
  }
}

async function captureStory(app: Application, source: URL): Promise<Id> {
  const bytes = new Uint8Array(await readFile(new URL('story.html', source)))
  return (await callIn(app, 'captures.add', { kind: 'file', name: 'story.html', bytes })).articleId
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true
    // Something is there that cannot be read: opening it says so in a sentence.
    return false
  }
}

/** The folder of the sample's sources, beside the built program. */
export function sampleSource(builtFolder: URL): URL {
  return new URL('../../resources/sample/', builtFolder)
}

/** Whether the sample's sources came along: a program taken out of its package may lack them. */
export async function hasSample(source: URL): Promise<boolean> {
  return !(await isEmpty(fileURLToPath(source)))
}
