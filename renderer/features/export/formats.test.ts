import { describe, expect, it } from 'vitest'
import { sizeOf, withEnding } from './formats.ts'

describe('the ending of a typed path', () => {
  it('follows the format', () => {
    expect(withEnding('/home/ida/flood.md', 'csv')).toBe('/home/ida/flood.csv')
    expect(withEnding('/home/ida/flood.CSV', 'markdown')).toBe('/home/ida/flood.md')
    expect(withEnding('/home/ida/flood.md', 'w3c')).toBe('/home/ida/flood')
    expect(withEnding('/home/ida/flood', 'markdown')).toBe('/home/ida/flood.md')
  })

  it('leaves alone what is no name yet, and other dots in a name', () => {
    expect(withEnding('/home/ida/', 'csv')).toBe('/home/ida/')
    expect(withEnding('', 'csv')).toBe('')
    expect(withEnding('/home/ida/v1.2', 'csv')).toBe('/home/ida/v1.2.csv')
  })
})

it('a size is told in the unit that people use', () => {
  expect([812, 14_200, 999_499, 999_500, 1_240_000].map(sizeOf)).toEqual([
    '812 bytes',
    '14 kB',
    '999 kB',
    '1.0 MB',
    '1.2 MB',
  ])
})
