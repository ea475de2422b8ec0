/** The words of a text, as the scorers of article bodies take them. */
export function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}

const run = 4

/**
 * Which blocks of a page its gold text holds, 0 to 1 each: the share of a block's runs of four words
 * that the gold has, each occurrence used once. A block of fewer words counts where it stands in the
 * gold right beside a block that counts.
 */
export function labelsOf(blocks: readonly string[], gold: string): number[] {
  const truth = tokensOf(gold)
  const left = new Map<string, number>()
  for (const key of runsOf(truth)) left.set(key, (left.get(key) ?? 0) + 1)
  const tokens = blocks.map(tokensOf)
  const shares = tokens.map((words) => shareOf(words, left, false))
  // Where a text stands twice, the occurrence among others that count gets it.
  const near = shares.map((_, index) => nearTo(shares, tokens, index))
  const order = shares
    .map((_, index) => index)
    .sort((a, b) => (near[b] ?? 0) - (near[a] ?? 0) || a - b)
  const labels = shares.map(() => 0)
  for (const index of order) labels[index] = shareOf(tokens[index] ?? [], left, true)
  addShort(tokens, truth, labels)
  return labels
}

function runsOf(words: readonly string[]): string[] {
  return words
    .slice(0, Math.max(0, words.length - run + 1))
    .map((_, start) => words.slice(start, start + run).join(' '))
}

function shareOf(words: readonly string[], left: Map<string, number>, takes: boolean): number {
  const runs = runsOf(words)
  if (runs.length === 0) return 0
  let found = 0
  for (const key of runs) {
    const count = left.get(key) ?? 0
    if (count > 0) found += 1
    if (count > 0 && takes) left.set(key, count - 1)
  }
  return found / runs.length
}

function nearTo(shares: readonly number[], tokens: readonly string[][], index: number): number {
  let sum = 0
  for (let other = Math.max(0, index - 6); other <= index + 6; other += 1) {
    if (other !== index) sum += (shares[other] ?? 0) * Math.min(60, tokens[other]?.length ?? 0)
  }
  return sum
}

/** Blocks of one to three words, from those beside them that count already. */
function addShort(tokens: readonly string[][], truth: readonly string[], labels: number[]): void {
  const text = ` ${truth.join(' ')} `
  const count = (index: number) => (labels[index] ?? 0) > 0.5
  const check = (index: number, step: -1 | 1): void => {
    const words = tokens[index] ?? []
    if (words.length === 0 || words.length >= run || count(index)) return
    let beside = index + step
    while (beside >= 0 && beside < tokens.length && (tokens[beside]?.length ?? 0) === 0)
      beside += step
    if (!count(beside)) return
    const other = tokens[beside] ?? []
    const joined = step < 0 ? [...other.slice(-3), ...words] : [...words, ...other.slice(0, 3)]
    if (text.includes(` ${joined.join(' ')} `)) labels[index] = 1
  }
  for (let round = 0; round < 2; round += 1) {
    for (let index = 0; index < tokens.length; index += 1) check(index, -1)
    for (let index = tokens.length - 1; index >= 0; index -= 1) check(index, 1)
  }
}
