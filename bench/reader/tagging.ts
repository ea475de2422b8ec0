import type { Page } from 'playwright-core'
import { compared, reported, type Measurement } from '../measurement.ts'
import { leave, openFromLibrary, type MeasuredArticle } from './opening.ts'
import { keyToMark, untilAtRest } from './page-watch.ts'

/**
 * Key to paint of a tag: from Q, which gives the sentence in hand the last tag, to the frame in which
 * its mark is on screen. A mark is drawn when the annotation is on disk, so that is part of it.
 */
export async function measureTagging(
  page: Page,
  plain: MeasuredArticle,
  annotated: MeasuredArticle,
  rounds: number,
): Promise<Measurement[]> {
  const onPlain = await tagSentences(page, plain, rounds)
  const onAnnotated = await tagSentences(page, annotated, rounds)
  const what = 'key to paint of a tag'
  const count = annotated.passages.length.toLocaleString('en')
  return [
    reported({ id: 'tagging-plain', what: `${what}, on a plain article` }, onPlain),
    compared(
      {
        id: 'tagging',
        what: `${what}, on one with ${count} annotations`,
        against: 'the plain one',
      },
      onAnnotated,
      onPlain,
    ),
  ]
}

async function tagSentences(
  page: Page,
  article: MeasuredArticle,
  rounds: number,
): Promise<number[]> {
  await openFromLibrary(page, article)
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowRight')
  await giveFirstTag(page)
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await page.keyboard.press('ArrowRight')
    await untilAtRest(page)
    times.push(await keyToMark(page, 'q'))
  }
  // The sentence in hand is let go first.
  await page.keyboard.press('Escape')
  await leave(page)
  return times
}

/** By the picker, so that there is a last tag for Q. */
async function giveFirstTag(page: Page): Promise<void> {
  const picker = page.getByRole('combobox', { name: 'Tag', exact: true })
  await page.keyboard.press('t')
  await picker.waitFor()
  await page.keyboard.type('Frames/Blame')
  await page.keyboard.press('Enter')
  await picker.waitFor({ state: 'detached' })
}
