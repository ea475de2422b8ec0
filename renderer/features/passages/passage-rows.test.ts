import { expect, it } from 'vitest'
import { newId } from '../../../shared/domain/ids.ts'
import { passageView } from '../../../tests/support/in-memory-places.ts'
import { placeOfPassage } from './passage-place.ts'
import { excerptOf, passageRows } from './passage-rows.ts'

it('passages stand under the head of their article, in the order given', () => {
  const articleId = newId()
  const [first, second, third] = [
    passageView('first', { articleId }),
    passageView('second'),
    passageView('third', { articleId }),
  ] as const
  const rows = passageRows([first, second, third])
  expect(rows.map((row) => (row.kind === 'article' ? row.passages : row.passage))).toEqual([
    2,
    first,
    third,
    1,
    second,
  ])
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
})

it('context is cut between words, and says that it was cut', () => {
  const words = 'one two three four five six seven eight nine ten '.repeat(4)
  const { before, after } = excerptOf({ before: words, after: words })
  expect(before).toMatch(/^…(?:one|two|three|four|five|six|seven|eight|nine|ten) .* ten $/u)
  expect(after).toMatch(/^one two .* (?:one|two|three|four|five|six|seven|eight|nine|ten)…$/u)
  expect(excerptOf({ before: 'In a ', after: '.' })).toEqual({ before: 'In a ', after: '.' })
})

it('context without spaces is cut at a whole character', () => {
  const { before, after } = excerptOf({ before: '🌊'.repeat(100), after: '🌊'.repeat(100) })
  expect(before.isWellFormed() && after.isWellFormed()).toBe(true)
})

it('the place of a passage names version and paragraph, an older version, and a missing one', () => {
  expect(placeOfPassage({ version: 2, isLatest: true, paragraph: 3 })).toBe('v2, paragraph 3')
  expect(placeOfPassage({ version: 1, isLatest: false, paragraph: null })).toBe('v1, older version')
  expect(placeOfPassage({ version: null, isLatest: false, paragraph: null })).toBe(
    'version not synced yet',
  )
})
