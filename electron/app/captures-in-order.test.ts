import { expect, onTestFinished, test } from 'vitest'
import { startRealApplication } from '../../tests/contract/real-application.ts'
import { callIn } from '../../shared/api/call-in.ts'

const count = 200
/** So many are fetched at once: those may overtake each other, as their site answers. */
const atOnce = 4

/** The numbers that stand further from their places than `most`. */
function strayed(numbers: readonly number[], most: number): number[] {
  return numbers.filter((number, place) => Math.abs(number - 1 - place) > most)
}

test('a pasted list of 200 addresses is asked for and listed in its order', async () => {
  const { application, site, close } = await startRealApplication({
    politeness: { atOnce: 4, gapMs: 0 },
  })
  onTestFinished(close)
  const urls = Array.from({ length: count }, (_, place) => site.url(`many/${place + 1}`))
  await Promise.all(
    urls.map((url) =>
      callIn(application, 'captures.add', { kind: 'address', url, allowPrivate: true }),
    ),
  )
  const asked = site.requests.map((path) => Number(path.replace('/many/', '')))
  expect(asked).toHaveLength(count)
  expect(strayed(asked, atOnce - 1)).toEqual([])
  // Listed by when their pages had come, the last one first.
  const { articles } = await callIn(application, 'articles.list', {})
  const listed = articles.map(({ row }) => urls.indexOf(row.key) + 1).reverse()
  expect([...listed].sort((a, b) => a - b)).toEqual(urls.map((_url, place) => place + 1))
  expect(strayed(listed, 2 * atOnce)).toEqual([])
})
