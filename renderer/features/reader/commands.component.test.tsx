import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { floodReport } from '../../../tests/support/flood-report.ts'
import { inMemoryArticle } from '../../../tests/support/in-memory-article.ts'
import {
  articleText,
  pending,
  showReader,
  sweep,
  type ReaderOnScreen,
} from '../../../tests/support/reader-on-screen.tsx'
import type { CommandId } from '../../../shared/commands.ts'
import { choices, runCommand } from '../../commands/registry.ts'

let reader: ReaderOnScreen

beforeEach(async () => {
  await page.viewport(1280, 800)
  reader = await showReader(inMemoryArticle(floodReport()))
})
afterEach(() => reader.close())

const choice = (id: CommandId) => choices().find((each) => each.id === id)

it('what needs words or a tag says so by its name until there is one', async () => {
  expect(choice('article.highlight')?.refusal).toBe('choose words first')
  expect(choice('article.note')?.refusal).toBe('choose words first')
  expect(choice('article.remove')?.refusal).toBe('choose an annotation first')
  expect(choice('article.last-tag')).toMatchObject({
    name: 'Tag as last time',
    refusal: 'no tag was used yet',
  })
  expect(runCommand('article.last-tag')).toBe('Tag as last time: no tag was used yet.')
  await sweep('declined to comment')
  expect(choice('article.highlight')?.refusal).toBeNull()
  await userEvent.keyboard('tFrames/Silence{Enter}')
  await expect
    .poll(() => choice('article.last-tag'))
    .toMatchObject({ name: 'Tag as last time: Frames / Silence', refusal: null })
  expect(choice('article.highlight')?.refusal).toBe('these words are annotated already')
  expect(choice('article.remove')?.refusal).toBeNull()
})

it('a command that is run by its name acts on the words that are held, and the next key is the text’s', async () => {
  await sweep('declined to comment')
  expect(runCommand('article.highlight')).toBeNull()
  await expect
    .poll(() => articleText().element().querySelector('mark')?.textContent)
    .toBe('declined to comment')
  await expect.element(articleText()).toHaveFocus()
  await userEvent.keyboard('{Escape}j')
  await expect.poll(pending).not.toBe('')
  expect(runCommand('article.leave')).toBeNull()
  await expect.poll(pending).toBe('')
  expect(reader.timesLeft()).toBe(0)
})

it('nothing can be chosen once the article is left', () => {
  const ids = (): CommandId[] => choices().map(({ id }) => id)
  expect(ids()).toContain('article.tag')
  reader.close()
  expect(ids().filter((id) => id.startsWith('article.'))).toEqual([])
})
