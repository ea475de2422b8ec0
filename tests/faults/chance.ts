/** A source of chance that gives the same numbers for the same seed. */
export type Chance = {
  seed: number
  /** A whole number from `least` to `most`. */
  between: (least: number, most: number) => number
}

/** Chance from PRESSMARK_SEED, or from a new seed; it is printed, so that a failure can be repeated. */
export function seededChance(name: string): Chance {
  const given = process.env['PRESSMARK_SEED']
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given)
  console.log(`${name}: PRESSMARK_SEED=${seed}`)
  let state = seed
  // mulberry32: small, and as even as is needed here.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { seed, between: (least, most) => least + Math.floor(next() * (most - least + 1)) }
}
