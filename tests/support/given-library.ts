import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pressmark } from './pressmark.ts'
import { bridgeToll } from './story-pages.ts'
import { makeWorkspace, type Workspace } from './workspace.ts'

/** Keeps a text in the workspace's library, by the command line; the article's id. */
export async function addText(workspace: Workspace, text: string): Promise<string> {
  const run = await pressmark(workspace, ['add', '-', '--json'], { stdin: text })
  const id: unknown = run.json.results[0]?.articleId
  if (typeof id !== 'string') throw new Error(`not added: ${run.stdout}`)
  return id
}

/** Keeps a page that names its outlet, by the command line; the article's id. */
export async function addPage(
  workspace: Workspace,
  { title, outlet, paragraphs }: { title: string; outlet: string; paragraphs: readonly string[] },
): Promise<string> {
  const file = join(workspace.folder, `${title.replace(/\W+/gu, '-')}.html`)
  const text = paragraphs.map((words) => `<p>${words}</p>`).join('\n')
  await writeFile(
    file,
    `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>${title}</title>
<meta property="og:site_name" content="${outlet}" /></head>
<body><main><article><h1>${title}</h1>${text}</article></main></body></html>`,
  )
  const run = await pressmark(workspace, ['add', file, '--json'])
  const id: unknown = run.json.results[0]?.articleId
  if (typeof id !== 'string') throw new Error(`not added: ${run.stdout}`)
  return id
}

/** Keeps our own story, as text. */
export function addBridgeToll(workspace: Workspace): Promise<string> {
  return addText(workspace, [bridgeToll.title, ...bridgeToll.paragraphs].join('\n\n'))
}

/** Marks exact words with a tag, by the command line. */
export async function annotate(
  workspace: Workspace,
  articleId: string,
  quote: string,
  tag: string,
): Promise<void> {
  const args = ['annotate', articleId, '--quote', quote, '--tag', tag, '--json']
  const run = await pressmark(workspace, args)
  if (run.exitCode !== 0) throw new Error(`not annotated: ${run.stdout}`)
}

/** The same library on another person's machine. */
export function ofAnotherCoder(workspace: Workspace, name: string): Workspace {
  const folder = join(workspace.folder, name)
  const env = {
    ...workspace.env,
    PRESSMARK_DATA: join(folder, 'data'),
    PRESSMARK_CACHE: join(folder, 'cache'),
    SUDO_USER: name,
  }
  return { ...workspace, env }
}

/** A library that is made when it is first asked for, and copied whole for each test. */
export type GivenLibrary = {
  copyTo(workspace: Workspace): Promise<void>
  remove(): Promise<void>
}

/** Keeps what `make` does in a workspace of its own. */
export function givenLibrary(make: (workspace: Workspace) => Promise<void>): GivenLibrary {
  let made: Promise<Workspace> | null = null
  const begin = async (): Promise<Workspace> => {
    const workspace = await makeWorkspace()
    await make(workspace)
    return workspace
  }
  return {
    async copyTo({ folder }) {
      const { folder: from } = await (made ??= begin())
      await cp(from, folder, { recursive: true })
    },
    async remove() {
      const workspace = await made
      made = null
      await workspace?.remove()
    },
  }
}
