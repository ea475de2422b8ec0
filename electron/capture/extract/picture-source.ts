import { absoluteUrl, nowhere } from './base-url.ts'
import { parentOf, type DomElement } from './dom.ts'
import type { PictureSource } from './block.ts'

/** No screen that an article is read on shows more pixels across. */
const widestUseful = 2_000

/** The best address that an `img` offers, absolute where the page has one; null for tracking pixels and the like. */
export function pictureSourceOf(image: DomElement, baseUrl: string): PictureSource | null {
  if (isTiny(image)) return null
  const plain = ['data-src', 'data-original', 'data-lazy-src', 'src']
    .map((name) => image.getAttribute(name))
    .filter((value) => value !== null && value.trim() !== '')
  const best = bestOfSets(setsOf(image)) ?? plain.find((value) => value !== null) ?? null
  if (best === null) return null
  const alt = image.getAttribute('alt') ?? ''
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

/** The widest picture of `srcset` values that a screen has a use for; null where they name none. */
export function bestOfSets(sets: readonly string[]): string | null {
  const candidates = sets
    .flatMap((set) => [
      ...set.slice(0, 20_000).matchAll(/([^\s,]\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/gu),
    ])
    .map((match) => {
      const amount = Number(match[2] ?? 1)
      return { url: match[1] ?? '', width: match[3] === 'w' ? amount : amount * 500 }
    })
    .filter(({ url }) => !url.startsWith('data:'))
  const useful = candidates.filter(({ width }) => width <= widestUseful)
  const pool = useful.length > 0 ? useful : candidates
  return (
    pool.reduce<(typeof pool)[number] | null>(
      (best, next) => (best === null || next.width > best.width ? next : best),
      null,
    )?.url ?? null
  )
}
