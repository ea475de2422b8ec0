import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where this machine keeps what is not the library: see design, "What lies on disk". */
export type MachineFolders = { data: string; cache: string; documents: string }

/** The folders of this system; PRESSMARK_DATA and PRESSMARK_CACHE override the first two. */
export function machineFolders(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): MachineFolders {
  const home = homedir()
  const standard = standardFolders(env, platform, home)
  return {
    data: env['PRESSMARK_DATA'] || standard.data,
    cache: env['PRESSMARK_CACHE'] || standard.cache,
    documents: join(home, 'Documents'),
  }
}

function standardFolders(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): { data: string; cache: string } {
  if (platform === 'darwin') {
    return {
      data: join(home, 'Library', 'Application Support', 'Pressmark'),
      cache: join(home, 'Library', 'Caches', 'Pressmark'),
    }
  }
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] || join(home, 'AppData', 'Local')
    return { data: join(local, 'Pressmark', 'data'), cache: join(local, 'Pressmark', 'cache') }
  }
  return {
    data: join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'pressmark'),
    cache: join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'pressmark'),
  }
}
