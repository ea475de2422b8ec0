import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeTestFolder, sampleVersion, type TestFolder } from '../testing/temporary-library.ts'

let folder: TestFolder
beforeEach(async () => {
  folder = await makeTestFolder()
})
afterEach(() => folder.remove())

test('a snapshot that is what was kept, and no whole snapshot in itself, is named', async () => {
  const library = await folder.open()
  await library.articles.commit(sampleVersion('https://a.example/1', 'A quay', ['It is late.']))
  const { findings } = await library.verify({
    articleIds: null,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  expect(findings.map(({ kind, headline }) => `${kind}: ${headline}`)).toEqual([
    'altered: The snapshot of “A quay” does not hold together',
  ])
  expect(findings[0]?.sentence).toContain('The file is no whole ZIP any more')
})
