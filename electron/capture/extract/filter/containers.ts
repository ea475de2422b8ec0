import type { Block } from '../block.ts'
import { ancestorsOf, parentOf, type DomElement } from '../dom.ts'
import { callingOf } from './called.ts'
import { endsSentence } from './wording.ts'

/** What stands inside an element: letters in all, in links, kept by Readability, in sentences. */
export type Inside = {
  length: number
  linkLength: number
  keptLength: number
  proseLength: number
  blocks: number
}

/** The elements of a page that hold its blocks, and the one that holds most of its prose. */
export type Containers = {
  inside: (element: DomElement | null) => Inside
  /** How many elements of the same name and classes stand beside it, itself counted. */
  likeIt: (element: DomElement) => number
  /** Steps up from a block to what it shares with the main container, and down from there. */
  wayToMain: (block: Block) => { up: number; down: number }
  /** What it and those around it are called. */
  named: (element: DomElement | null) => number[]
}

const nothing: Inside = { length: 0, linkLength: 0, keptLength: 0, proseLength: 0, blocks: 0 }

/** Counts what stands inside each element around the blocks of a page. */
export function containersOf(blocks: readonly Block[]): Containers {
  const insides = new Map<DomElement, Inside>()
  const weights = new Map<DomElement, number>()
  for (const block of blocks) {
    if (block.element === null) continue
    const prose = endsSentence(block.text) && block.length >= 40 ? block.length : 0
    for (const element of [block.element, ...ancestorsOf(block.element)]) {
      const inside = insides.get(element) ?? { ...nothing }
      inside.length += block.length
      inside.linkLength += block.linkLength
      inside.keptLength += block.keptLength
      inside.proseLength += prose
      inside.blocks += 1
      insides.set(element, inside)
    }
    const own = prose - block.linkLength
    const near = [...ancestorsOf(block.element)].slice(0, 3)
    near.forEach((element, index) =>
      weights.set(element, (weights.get(element) ?? 0) + own / (index + 1)),
    )
  }
  const inside = (element: DomElement | null) =>
    (element === null ? undefined : insides.get(element)) ?? nothing
  return {
    inside,
    likeIt: countingLike(insides),
    wayToMain: wayTo(heaviest(weights)),
    named: callingOf(),
  }
}

function heaviest(weights: ReadonlyMap<DomElement, number>): DomElement | null {
  let best: DomElement | null = null
  let most = 0
  for (const [element, weight] of weights) {
    if (weight <= most) continue
    best = element
    most = weight
  }
  return best
}

function wayTo(main: DomElement | null): Containers['wayToMain'] {
  const path = main === null ? [] : [main, ...ancestorsOf(main)]
  const depthOf = new Map(path.map((element, index) => [element, index]))
  return ({ element }) => {
    let up = 0
    for (let around = element; around !== null; around = parentOf(around)) {
      const down = depthOf.get(around)
      if (down !== undefined) return { up, down }
      up += 1
    }
    return { up, down: path.length }
  }
}

function countingLike(insides: ReadonlyMap<DomElement, Inside>): Containers['likeIt'] {
  const signatures = new Map<DomElement, string>()
  const signature = (element: DomElement): string => {
    const known = signatures.get(element)
    if (known !== undefined) return known
    const classes = (element.getAttribute('class') ?? '').slice(0, 200).split(/\s+/u)
    const own = `${element.localName} ${classes.slice(0, 3).join(' ')}`
    signatures.set(element, own)
    return own
  }
  const counts = new Map<DomElement, Map<string, number>>()
  for (const element of insides.keys()) {
    const above = parentOf(element)
    if (above === null) continue
    const names = counts.get(above) ?? new Map<string, number>()
    const name = signature(element)
    names.set(name, (names.get(name) ?? 0) + 1)
    counts.set(above, names)
  }
  return (element) => {
    const above = parentOf(element)
    return above === null ? 1 : (counts.get(above)?.get(signature(element)) ?? 1)
  }
}
