import { expect, it } from 'vitest'
import { newId } from '../../../shared/domain/ids.ts'
import { checkOf } from './check-line.ts'

it('says that everything is there', () => {
  const check = checkOf({ passages: 12, leftOut: [] }, new Map())
  expect(check).toMatchObject({
    isWhole: true,
    found: '12 of 12 passages found in their text',
    leftOut: 'nothing left out',
  })
})

it('counts a passage that is left out among all, but no article', () => {
  const articleId = newId()
  const leftOut = [
    { id: newId(), reason: 'Its words are gone.' },
    { id: articleId, reason: 'It has no passage.' },
  ]
  const check = checkOf({ passages: 11, leftOut }, new Map([[articleId, 'Pumps']]))
  expect(check.found).toBe('11 of 12 passages found in their text')
  expect(check.leftOut).toBe('2 left out')
  expect(check.reasons.map(({ name }) => name)).toEqual([null, 'Pumps'])
})

it('doesn’t boast of no passage', () => {
  expect(checkOf({ passages: 0, leftOut: [] }, new Map()).found).toBe('It holds no passage')
})
