import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One person's machine for one test: a library and the folders of this machine, all temporary. */
export type Workspace = {
  folder: string
  library: string
  /** The environment that points every shell at these folders. */
  env: NodeJS.ProcessEnv
  remove(): Promise<void>
}

/** A machine on which Pressmark was never started and nobody names a library. */
export async function makeNewcomersWorkspace(): Promise<Workspace> {
  const workspace = await makeWorkspace()
  const { PRESSMARK_LIBRARY: _none, ...env } = workspace.env
  const library = join(workspace.folder, 'Documents', 'Pressmark')
  return { ...workspace, library, env: { ...env, HOME: workspace.folder } }
}

/** Makes a fresh machine; the library folder does not exist yet. */
export async function makeWorkspace(): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'pressmark-test-'))
  const library = join(folder, 'library')
  // Two wishes about colour at once make Node warn on standard error, which tests read.
  const { NO_COLOR: _none, FORCE_COLOR: _force, ...env } = process.env
  return {
    folder,
    library,
    env: {
      ...env,
      PRESSMARK_LIBRARY: library,
      PRESSMARK_DATA: join(folder, 'data'),
      PRESSMARK_CACHE: join(folder, 'cache'),
      SUDO_USER: 'tester',
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
