import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A page of a set: its id there, its address, and a way to its HTML (UTF-8). */
export type SetPage = { id: string; url: string | null; html: () => Promise<string> }

/**
 * The pages of a set: `html/<id>.html.gz` beside a `ground-truth.json`, of which only `url` is read.
 * Throws where the folder is no set; a page that can't be read throws when it is asked for.
 */
export async function pagesOf(folder: string): Promise<SetPage[]> {
  const truth = JSON.parse(await readFile(join(folder, 'ground-truth.json'), 'utf8')) as unknown
  if (typeof truth !== 'object' || truth === null) throw new Error('not a list of pages')
  return Object.entries(truth as Record<string, { url?: unknown } | null>).map(([id, entry]) => ({
    id,
    url: typeof entry?.url === 'string' && URL.canParse(entry.url) ? entry.url : null,
    html: async () => gunzipSync(await readFile(join(folder, 'html', `${id}.html.gz`))).toString(),
  }))
}
