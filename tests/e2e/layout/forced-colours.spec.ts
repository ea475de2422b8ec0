import { addBridgeToll, annotate } from '../../support/given-library.ts'
import { bridgeToll, wordsOf } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

test('where colours are forced, tags keep the style of their lines, and what is held stands out', async ({
  startApp,
  workspace,
}) => {
  const id = await addBridgeToll(workspace)
  const words = (paragraph: number): string => wordsOf(bridgeToll.paragraphs[paragraph], 1, 4)
  // Tags of one branch: the same hue, and a line style each.
  for (const [index, tag] of ['Blame', 'Cost', 'Relief', 'Neglect'].entries())
    await annotate(workspace, id, words(index), `Frames/${tag}`)
  const { page } = await startApp()
  await page.emulateMedia({ forcedColors: 'active' })
  await libraryScreen(page).open(bridgeToll.title)
  const { article, stripes } = readerScreen(page)
  const marks = article.locator('mark')
  await expect(marks).toHaveCount(4)
  const lines = await marks.evaluateAll((all) =>
    all.map((mark) => {
      const { textDecorationLine, textDecorationStyle, textDecorationThickness } =
        getComputedStyle(mark)
      return `${textDecorationLine} ${textDecorationStyle} ${textDecorationThickness}`
    }),
  )
  expect(new Set(lines).size).toBe(4)
  expect(lines.every((line) => line.startsWith('underline'))).toBe(true)
  await expect(stripes).toHaveCount(4)
  const drawn = await stripes.evaluateAll((all) =>
    all.map((stripe) =>
      [...stripe.querySelectorAll('line')]
        .map((line) => {
          const { stroke, strokeWidth, strokeDasharray } = getComputedStyle(line)
          if (stroke === 'none') throw new Error('a stripe without a stroke')
          return `${strokeWidth} ${strokeDasharray}`
        })
        .join(),
    ),
  )
  expect(new Set(drawn).size).toBe(4)

  await page.keyboard.press(']')
  await expect(article.locator('mark.strong')).toHaveCount(1)
  const grounds = await marks.evaluateAll((all) =>
    all.map((mark) => {
      const { backgroundColor, backgroundImage } = getComputedStyle(mark)
      return { isHeld: mark.classList.contains('strong'), backgroundColor, backgroundImage }
    }),
  )
  const held = grounds.find(({ isHeld }) => isHeld)
  const other = grounds.find(({ isHeld }) => !isHeld)
  expect(held?.backgroundImage).toBe('none')
  expect(held?.backgroundColor).not.toBe(other?.backgroundColor)
})
