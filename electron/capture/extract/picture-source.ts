import { absoluteUrl, nowhere } from './base-url.ts'
import { parentOf, type DomElement } from './dom.ts'
import type { PictureSource } from './block.ts'
import type { OwnPictures } from './own-pictures.ts'

/** No screen that an article is read on shows more pixels across. */
const widestUseful = 2_000

/**
 * The best address that an `img` offers, absolute where the page has one; null for tracking pixels and
 * the like. Of a saved page it is what was saved with it, or should have been.
 */
export function pictureSourceOf(
  image: DomElement,
  baseUrl: string,
  own: OwnPictures | null,
): PictureSource | null {
  if (isTiny(image)) return null
  const plain = ['data-src', 'data-original', 'data-lazy-src', 'src']
    .map((name) => image.getAttribute(name))
    .filter((value) => value !== null && value.trim() !== '')
  const candidates = candidatesOf(setsOf(image))
  const best = bestOf(candidates) ?? plain.find((value) => value !== null) ?? null
  if (best === null) return null
  const alt = image.getAttribute('alt') ?? ''
  const saved =
    own === null ? null : savedOf([best, ...plain, ...candidates.map(({ url }) => url)], own)
  if (saved !== null) return { url: saved, alt }
  const url = absoluteUrl(best.trim(), baseUrl)
  if (url === null) {
    // A saved page without an address names its pictures by its own folders.
    return baseUrl === nowhere ? { url: best.trim(), alt } : null
  }
  const isPicture = /^https?:$/u.test(url.protocol) || /^data:image\//iu.test(url.href)
  return isPicture ? { url: url.href, alt } : null
}

/** True for a picture that the page says is large enough to be more than a sign in a line. */
export function isLargePicture(image: DomElement): boolean {
  return sizeOf(image, 'width') >= 100
}

/** The first of the addresses that was saved with the page, else the first that should have been. */
function savedOf(addresses: readonly (string | null)[], own: OwnPictures): string | null {
  const trimmed = addresses.flatMap((address) => address?.trim() ?? [])
  const first = (find: (address: string) => string | null): string | null =>
    trimmed.reduce<string | null>((found, address) => found ?? find(address), null)
  return first(own.held) ?? first(own.missing)
}

function isTiny(image: DomElement): boolean {
  const width = sizeOf(image, 'width')
  const height = sizeOf(image, 'height')
  return (width > 0 && width <= 3) || (height > 0 && height <= 3)
}

function sizeOf(image: DomElement, name: 'width' | 'height'): number {
  return Number.parseInt(image.getAttribute(name) ?? '', 10) || 0
}

function setsOf(image: DomElement): string[] {
  const around = parentOf(image)
  const sources = around?.localName === 'picture' ? [...around.querySelectorAll('source')] : []
  return [image, ...sources].flatMap((element) =>
    ['srcset', 'data-srcset'].flatMap((name) => element.getAttribute(name) ?? []),
  )
}

type Candidate = { url: string; width: number }

function candidatesOf(sets: readonly string[]): Candidate[] {
  return sets
    .flatMap((set) => [
      ...set.slice(0, 20_000).matchAll(/([^\s,]\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/gu),
    ])
    .map((match) => {
      const amount = Number(match[2] ?? 1)
      return { url: match[1] ?? '', width: match[3] === 'w' ? amount : amount * 500 }
    })
    .filter(({ url }) => !url.startsWith('data:'))
}

/** Every picture that `srcset` values name. */
export function allOfSets(sets: readonly string[]): string[] {
  return candidatesOf(sets).map(({ url }) => url)
}

/** The widest picture of `srcset` values that a screen has a use for; null where they name none. */
export function bestOfSets(sets: readonly string[]): string | null {
  return bestOf(candidatesOf(sets))
}

function bestOf(candidates: readonly Candidate[]): string | null {
  const useful = candidates.filter(({ width }) => width <= widestUseful)
  const pool = useful.length > 0 ? useful : candidates
  return (
    pool.reduce<Candidate | null>(
      (best, next) => (best === null || next.width > best.width ? next : best),
      null,
    )?.url ?? null
  )
}
