import { afterEach, beforeEach, expect, it } from 'vitest'
import { openAppInFolder, type AppInFolder } from '../../../tests/support/app-in-folder.ts'

let app: AppInFolder
beforeEach(async () => {
  app = await openAppInFolder()
})
afterEach(() => app.remove())

async function tagArticles(count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const text = `Harbour shut ${number}\n\nThe harbour office closed at noon. Nobody was told why.`
    const { articleId } = await app.call('captures.add', { kind: 'text', text })
    const quote = { exact: 'harbour office' }
    await app.call('annotations.createByQuote', { articleId, quote, tags: [], note: '' })
  }
}

it('shows some of many files, and says how many it would be', async () => {
  await tagArticles(11)
  const preview = await app.call('exports.preview', { format: 'w3c', selection: { kind: 'all' } })
  expect(preview.files).toHaveLength(20)
  expect(preview.totalFiles).toBe(22)
})

it('one file is one of one', async () => {
  await tagArticles(2)
  const preview = await app.call('exports.preview', { format: 'csv', selection: { kind: 'all' } })
  expect(preview).toMatchObject({ totalFiles: 1, articles: 2, passages: 2 })
  expect(preview.files).toHaveLength(1)
})
