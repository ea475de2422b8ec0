import { describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { articleKey, parseAddress } from './article-key.ts'

function codeOf(input: string): string {
  try {
    return parseAddress(input).href
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe('an address', () => {
  it.each([
    ['https://example.org/a', 'https://example.org/a'],
    ['  example.org/news ', 'https://example.org/news'],
    ['localhost:8080/x', 'https://localhost:8080/x'],
    ['example.org:8080', 'https://example.org:8080/'],
    ['HTTP://Example.ORG', 'http://example.org/'],
    ['10.1000/xyz123', 'https://doi.org/10.1000/xyz123'],
    ['doi:10.1000/xyz123', 'https://doi.org/10.1000/xyz123'],
  ])('%s is read as %s', (input, wanted) => {
    expect(codeOf(input)).toBe(wanted)
  })

  it.each([
    ['council rejects report', 'not-an-address'],
    ['', 'not-an-address'],
    ['https://', 'not-an-address'],
    ['https://a b/', 'not-an-address'],
    ['ftp://example.org/file', 'unsupported-scheme'],
    ['file:///etc/passwd', 'unsupported-scheme'],
    ['javascript:alert(1)', 'unsupported-scheme'],
    ['data:text/html,hi', 'unsupported-scheme'],
  ])('%s is refused: %s', (input, wanted) => {
    expect(codeOf(input)).toBe(wanted)
  })
})

describe('the key of an article', () => {
  it.each([
    ['https://Example.org:443/a?b=2&a=1#top', 'https://example.org/a?a=1&b=2'],
    ['https://example.org/a?utm_source=x&id=7&fbclid=z', 'https://example.org/a?id=7'],
    ['http://me:secret@example.org:80/a?', 'http://example.org/a'],
    ['http://example.org:8080/a/', 'http://example.org:8080/a/'],
  ])('of %s is %s', (input, wanted) => {
    expect(articleKey(new URL(input))).toBe(wanted)
  })
})
