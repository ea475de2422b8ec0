import { expect, it } from 'vitest'
import { hashOf, placeOf, type Place } from './location.ts'

const articleId = '01jd9w3zkq4m6n8p0r2s4t6v8x'
const annotationId = '01jd9w3zkq4m6n8p0r2s4t6v8y'
const versionId = '01jd9w3zkq4m6n8p0r2s4t6v8z'

it('a place and its address are each other’s inverse', () => {
  const places: Place[] = [
    { place: 'library' },
    { place: 'passages' },
    { place: 'export' },
    { place: 'verify' },
    { place: 'reader', articleId },
    { place: 'reader', articleId, annotationId },
    { place: 'reader', articleId, annotationId, versionId },
  ]
  for (const place of places) expect(placeOf(hashOf(place))).toEqual(place)
})

it('an address that names no article is the Library', () => {
  const noArticle = ['', '#', '#/article', '#/article/', '#/article/short', '#/x', '#/passages/x']
  const tooMuch = [
    `#/article/${articleId}/x`,
    `#/article/${articleId}/${annotationId}/`,
    `#/article/${articleId}/${annotationId}/${versionId}/${versionId}`,
    `x/article/${articleId}`,
  ]
  for (const hash of [...noArticle, ...tooMuch]) expect(placeOf(hash)).toEqual({ place: 'library' })
})
