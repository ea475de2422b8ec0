import { expect, test } from 'vitest'
import { newId } from '../../shared/domain/ids.ts'
import { FileName } from '../../shared/domain/version.ts'
import { libraryPaths, slugOf, versionFileName, versionName } from './library-paths.ts'

test.each([
  ['Harbour strike ends after nine days', 'harbour-strike-ends-after-nine-days'],
  ['Ærø’s ferry: “süß”, Łódź & São Paulo', 'aeros-ferry-suss-lodz-sao-paulo'],
  ['  --A  b.. ', 'a-b'],
  ['港の朝', 'article'],
  ['', 'article'],
  ['CON', 'article'],
  ['Lpt1', 'article'],
  ['../../etc/passwd', 'etc-passwd'],
])('%j as a folder is %j', (title, slug) => {
  expect(slugOf(title)).toBe(slug)
})

test('a long title is cut between words, at 40 characters at most', () => {
  expect(slugOf('The council voted on the new harbour basin yesterday evening')).toBe(
    'the-council-voted-on-the-new-harbour',
  )
  expect(slugOf('x'.repeat(90))).toBe('x'.repeat(40))
})

test('every name is ASCII, lower case and at most 64 characters', () => {
  const paths = libraryPaths('/library')
  const id = newId()
  const names = [
    paths.newArticle(
      id,
      'Ä very long title that goes on and on and on',
      '2026-11-24T10:00:00.000Z',
    ),
    paths.journalFile(newId(), newId()),
    paths.coder(id),
  ].flatMap((path) => path.split('/').slice(2))
  expect(names).toContain('2026-11')
  for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9._-]{0,63}$/u)
  expect(FileName.parse(versionFileName(versionName(12, id), 'text.txt'))).toBe(
    `v12-${id.slice(-6)}.text.txt`,
  )
})
