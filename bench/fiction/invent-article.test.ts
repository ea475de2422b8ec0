import { expect, test } from 'vitest'
import { inventArticle } from './invent-article.ts'
import { inventPassages } from './invent-passages.ts'

test('an article has exactly the characters that were asked for, in paragraphs as news has', () => {
  for (const characters of [1_000, 4_000, 20_000]) {
    const { title, text } = inventArticle(7, characters)
    const [first, ...paragraphs] = text.split('\n\n')
    expect(text).toHaveLength(characters)
    expect(first).toBe(title)
    for (const paragraph of paragraphs) {
      expect(paragraph.length).toBeGreaterThanOrEqual(248)
      expect(paragraph.length).toBeLessThanOrEqual(1_002)
      expect(paragraph).toMatch(/^\S[^\n]*\S\.$/u)
    }
  }
})

test('the same seed invents the same, another seed something else', () => {
  const { text } = inventArticle(7, 4_000)
  expect(inventArticle(7, 4_000).text).toBe(text)
  expect(inventArticle(8, 4_000).text).not.toBe(text)
  expect(inventPassages(7, text, 50)).toEqual(inventPassages(7, text, 50))
  expect(inventPassages(8, text, 50)).not.toEqual(inventPassages(7, text, 50))
})

test('a thousand passages in 20,000 characters all overlap, and leave no word bare', () => {
  const { text } = inventArticle(2, 20_000)
  const passages = inventPassages(2, text, 1_000)
  expect(passages).toHaveLength(1_000)
  const depth = new Uint16Array(text.length)
  for (const { start, end } of passages) {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeLessThanOrEqual(text.length)
    expect(end - start).toBeGreaterThanOrEqual(30)
    for (let offset = start; offset < end; offset += 1) depth[offset] = (depth[offset] ?? 0) + 1
  }
  for (const { start, end } of passages) {
    expect(depth.slice(start, end).some((count) => count >= 2)).toBe(true)
  }
  expect(depth.slice(100).every((count) => count > 0)).toBe(true)
})
