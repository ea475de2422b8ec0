import { isSavedFolder } from '../../../shared/domain/saved-folder.ts'
import { nowhere } from './base-url.ts'

/**
 * The files that were saved with a page: `names` as the page may call them, absolute or relative to
 * the page, and `base`, the address that relative ones start from in it; null: from the page's folder.
 * `isClaimed`: the address of the page is the word of the file alone.
 */
export type SavedWith = { names: readonly string[]; base: string | null; isClaimed: boolean }

/** Tells the pictures that were saved with a page from those that stayed on the web. */
export type OwnPictures = {
  /** The name of the file that an attribute of the page means; null where none came along. */
  held: (address: string) => string | null
  /** The name of a file that should have come along, by the folder that browsers save into. */
  missing: (address: string) => string | null
}

/** Looks for pictures among the files that came with a page, and resolves as the page does. */
export function ownPicturesOf({ names, base }: Pick<SavedWith, 'names' | 'base'>): OwnPictures {
  const start = base ?? nowhere
  const byKey = new Map(names.map((name) => [keyOf(name, start), name]))
  return {
    held: (address) => byKey.get(keyOf(address, start)) ?? null,
    missing: (address) => {
      const path = /^[a-z][a-z0-9+.-]*:|^\//iu.test(address) ? null : pathOf(address)
      const folder = path?.split('/', 1)[0]
      return folder !== undefined && folder !== path && isSavedFolder(folder) ? path : null
    },
  }
}

/** One spelling for one file: without fragment, and a name of the page's folder without escapes. */
function keyOf(address: string, start: string): string {
  return pathOf(address, start) ?? (URL.canParse(address, start) ? withoutHash(address, start) : '')
}

/** The path below the page's own folder, decoded; null for any other place. Never leads out of it. */
function pathOf(address: string, start: string = nowhere): string | null {
  if (!URL.canParse(address, start)) return null
  const { href, pathname } = new URL(address, start)
  if (!href.startsWith(nowhere)) return null
  try {
    return decodeURIComponent(pathname).slice(1).normalize('NFC')
  } catch (error) {
    if (error instanceof URIError) return pathname.slice(1)
    throw error
  }
}

function withoutHash(address: string, start: string): string {
  const url = new URL(address, start)
  url.hash = ''
  return url.href
}
