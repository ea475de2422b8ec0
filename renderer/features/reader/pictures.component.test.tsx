import { axeFaults } from '../../../tests/support/axe-on-screen.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { AppError } from '../../../shared/errors.ts'
import { articleSchema } from '../../../shared/text/article-schema.ts'
import { doc, p, title } from '../../../tests/support/article-builders.ts'
import { inMemoryArticle, type InMemoryArticle } from '../../../tests/support/in-memory-article.ts'
import { showReader, type ReaderOnScreen } from '../../../tests/support/reader-on-screen.tsx'

const file = `media-${'a'.repeat(32)}.png`
const { nodes } = articleSchema

let library: InMemoryArticle
let reader: ReaderOnScreen
type Picture = Awaited<ReturnType<InMemoryArticle['readPicture']>>

let answer: (picture: Picture | Error) => void

beforeEach(() => page.viewport(1280, 800))
afterEach(() => reader.close())

/** Opens an article with a picture over, and one inside, its last paragraph; both wait to be read. */
async function open(size: { width: number; height: number } | null): Promise<void> {
  const attrs = { file, alt: 'The quay', ...size }
  library = inMemoryArticle(
    doc(
      title('Quay Street'),
      p('Before the picture.'),
      nodes.figure.createChecked(null, [
        nodes.picture.createChecked(attrs),
        nodes.caption.createChecked(null, articleSchema.text('The quay at noon')),
      ]),
      p('A sign ', nodes.inline_picture.createChecked(attrs), ' in a line.'),
      p('After the picture.'),
    ),
  )
  const read = new Promise<Picture>((resolve, reject) => {
    answer = (picture) => (picture instanceof Error ? reject(picture) : resolve(picture))
  })
  library.readPicture = () => read
  reader = await showReader(library)
}

const last = () => page.getByText('After the picture.')
const placeOf = (locator: { element(): Element }) => locator.element().getBoundingClientRect()
const waiting = (): number => document.querySelectorAll('[aria-busy="true"]').length
const picture = () => page.getByRole('img', { name: 'The quay' }).first()

async function pngOf(width: number, height: number): Promise<Picture['bytes']> {
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.fillRect(0, 0, width, height)
  return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())
}

for (const [width, height, shown] of [
  [1200, 800, { width: 646, height: 646 / 1.5 }],
  [300, 200, { width: 300, height: 200 }],
] as const) {
  test(`no word moves when a picture of ${width} by ${height} pixels arrives`, async () => {
    await open({ width, height })
    expect(waiting()).toBe(2)
    const before = placeOf(last())
    answer({ mediaType: 'image/png', bytes: await pngOf(width, height) })
    await expect.poll(waiting).toBe(0)
    await expect.element(picture()).toBeVisible()
    const box = placeOf(picture())
    expect(box.width).toBeCloseTo(shown.width, 0)
    expect(box.height).toBeCloseTo(shown.height, 0)
    expect(placeOf(last()).top).toBe(before.top)
    expect(before.top).toBeGreaterThan(box.height)
  })
}

test('no word moves when a picture fails: the reason stands in its place', async () => {
  await open({ width: 1200, height: 800 })
  const before = placeOf(last()).top
  answer(new AppError('not-found', 'The picture’s file is gone.'))
  await expect
    .element(page.getByText('The picture’s file is gone. It shows: The quay'))
    .toBeVisible()
  expect(await axeFaults()).toEqual([])
  expect(placeOf(last()).top).toBe(before)
})

test('a file that is no picture any more says so in its place', async () => {
  await open({ width: 1200, height: 800 })
  const before = placeOf(last()).top
  answer({ mediaType: 'image/png', bytes: new Uint8Array(9) })
  await expect.element(page.getByText(/its file is damaged\. It shows: The quay/u)).toBeVisible()
  expect(placeOf(last()).top).toBe(before)
})

test('a document without sizes still shows its pictures whole', async () => {
  await open(null)
  answer({ mediaType: 'image/png', bytes: await pngOf(300, 200) })
  await expect.element(picture()).toBeVisible()
  expect(placeOf(picture())).toMatchObject({ width: 300, height: 200 })
})
