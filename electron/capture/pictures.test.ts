import { expect, test } from 'vitest'
import { parseDocument } from '../../shared/text/document-json.ts'
import { defaultLimits } from './limits.ts'
import { capturePictures, withFiles } from './pictures.ts'

const png =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAIAAAAG+GGPAAAAFElEQVR4nGPcYmPDgAGYMIWoIgoAgZwBNkgLPqQAAAAASUVORK5CYII='
const notFetched = 'https://a.example/quay.jpg'

test('a picture’s size goes into the document with its file; one that is not kept has none', async () => {
  const pictures = await capturePictures(
    [
      { url: png, alt: 'The quay' },
      { url: notFetched, alt: 'The pier' },
    ],
    {
      limits: defaultLimits,
      parts: null,
      brought: new Map(),
      context: {
        signal: new AbortController().signal,
        progress: () => undefined,
        isAllowedAddress: () => false,
      },
    },
  )
  const figure = (url: string) => ({
    type: 'figure',
    content: [{ type: 'picture', attrs: { url } }],
  })
  const document = parseDocument(
    withFiles({ type: 'doc', content: [figure(png), figure(notFetched)] }, pictures),
  )
  const kept = document.children.map(({ firstChild }) => firstChild?.attrs)
  expect(kept).toEqual([
    expect.objectContaining({ file: pictures.get(png)?.entry.file, width: 7, height: 5 }),
    expect.objectContaining({ file: null, width: null, height: null }),
  ])
  expect(kept[0]?.['file']).toMatch(/^media-.*\.png$/u)
})
