import { expect, it } from 'vitest'
import { hashOf, placeOf } from './location.ts'

const articleId = '01jd9w3zkq4m6n8p0r2s4t6v8x'

it('a place and its address are each other’s inverse', () => {
  for (const place of [{ place: 'library' }, { place: 'reader', articleId }] as const)
    expect(placeOf(hashOf(place))).toEqual(place)
})

it('an address that names no article is the Library', () => {
  for (const hash of ['', '#', '#/article/', '#/article/short', `#/article/${articleId}/x`, '#/x'])
    expect(placeOf(hash)).toEqual({ place: 'library' })
})
