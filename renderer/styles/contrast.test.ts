import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** A rule of WCAG 2.2: text needs 4.5, what carries meaning without being text needs 3. */
type Pair = { front: string; grounds: readonly string[]; least: number; what: string }

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const colours = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/gu)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
)

const pages = ['paper', 'surface', 'raised'] as const
const rows = ['focused', 'selection'] as const
const numbers = [1, 2, 3, 4, 5, 6, 7, 8] as const
const tints = numbers.map((number) => `tint-${number}`)

const pairs: readonly Pair[] = [
  { front: 'ink', grounds: [...pages, ...rows, 'sunken'], least: 7, what: 'text' },
  {
    front: 'ink',
    grounds: [...tints, 'insert-ground', 'delete-ground'],
    least: 7,
    what: 'an article’s words that are marked',
  },
  {
    front: 'ink-2',
    grounds: [...pages, ...rows, 'sunken'],
    least: 4.5,
    what: 'facts beside a text',
  },
  { front: 'ink-3', grounds: ['paper', 'surface', 'raised'], least: 4.5, what: 'hints' },
  { front: 'control', grounds: pages, least: 3, what: 'the edge of a field or button' },
  { front: 'accent', grounds: [...pages, 'focused'], least: 4.5, what: 'links' },
  { front: 'accent', grounds: ['selection', 'sunken', ...tints], least: 3, what: 'the focus ring' },
  { front: 'accent-ink', grounds: ['accent'], least: 4.5, what: 'the words of the one button' },
  ...['danger', 'warn', 'ok'].map((front) => ({
    front,
    grounds: [...pages, 'focused'],
    least: 4.5,
    what: 'what happened, in words',
  })),
  ...numbers.flatMap((number): Pair[] => [
    { front: `hue-${number}`, grounds: ['paper'], least: 4.5, what: 'the name of a tag' },
    { front: `hue-${number}`, grounds: [...pages, ...rows], least: 3, what: 'the line of a tag' },
    { front: `hue-${number}`, grounds: [`tint-${number}`], least: 3, what: 'its line under words' },
  ]),
]

/** What carries no meaning by itself: a rule parts what the space parts as well. */
const decoration = ['rule']

/** The relative luminance of `#rrggbb`, 0 to 1. Source: WCAG 2.2, “relative luminance”. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function colourOf(name: string, theme: 'light' | 'dark'): string {
  const colour = colours.get(name)
  if (colour === undefined) throw new Error(`tokens.css has no colour ${name}`)
  return colour[theme]
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(pairs)('$what: $front keeps $least to 1 on $grounds', ({ front, grounds, least }) => {
    const faint = grounds
      .map((ground) => ({
        ground,
        ratio: contrast(colourOf(front, theme), colourOf(ground, theme)),
      }))
      .filter(({ ratio }) => ratio < least)
      .map(({ ground, ratio }) => `${front} on ${ground}: ${ratio.toFixed(2)}`)
    expect(faint).toEqual([])
  })
})

it('is computed as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

it('no colour is left out, nor one written in a way that is not read here', () => {
  const named = new Set([
    ...pairs.flatMap(({ front, grounds }) => [front, ...grounds]),
    ...decoration,
  ])
  expect([...colours.keys()].filter((name) => !named.has(name))).toEqual([])
  expect(css.match(/light-dark\(/gu)).toHaveLength(colours.size)
})
