import { expect, type Locator, type Page } from '@playwright/test'

/** The Reader as a person meets it. */
export function readerScreen(page: Page) {
  const article = page.getByRole('document', { name: 'Article text' })
  const picker = page.getByRole('combobox', { name: 'Tag', exact: true })
  const passages = page.getByRole('tabpanel', { name: /^Passages/u })
  return {
    article,
    picker,
    passages,
    popover: page.getByRole('toolbar', { name: 'Selected words' }),
    note: page.getByRole('textbox', { name: 'Note, in Markdown' }),
    /** The entry of the annotation that is held, in the list of passages. */
    held: passages.locator('[aria-current="true"]'),
    /** The names of tags in the margin, as they stand beside the text; and the stripes beside them. */
    margin: page.locator('[aria-hidden="true"] > div > button'),
    stripes: page.locator('[aria-hidden="true"] > svg > g'),
    surplus: page.locator('[aria-hidden="true"] > span').filter({ hasText: /^\+\d+$/u }),
    marks: (words: string): Locator => article.locator('mark').filter({ hasText: words }),
    /** Drags over these words with the mouse, from the first character to the last. */
    async selectWithMouse(words: string): Promise<void> {
      const { from, to } = await placeOf(article, words)
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
      await page.mouse.move(to.x, to.y, { steps: 4 })
      await page.mouse.up()
    },
    /** Opens the list of passages beside the text, and goes back to that. */
    async showList(): Promise<void> {
      if (await passages.isVisible()) return
      await page.getByRole('tab', { selected: true }).focus()
      await page.keyboard.press('ArrowRight')
      await expect(passages).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(article).toBeFocused()
    },
    /** Presses O as often as it takes to come round, and tells what was held at each step. */
    async cycle(): Promise<string[]> {
      const seen: string[] = []
      for (;;) {
        await page.keyboard.press('o')
        const held = await this.held.locator('span').nth(1).innerText()
        const tags = held.replaceAll('\n', ' ')
        if (seen.includes(tags)) return seen
        seen.push(tags)
      }
    },
    /** Tags what is selected by T, a path and Enter, and waits until it is on disk and drawn. */
    async tag(path: string): Promise<void> {
      await page.keyboard.press('t')
      await expect(picker).toBeFocused()
      await page.keyboard.type(path)
      await page.keyboard.press('Enter')
      await expect(picker).toHaveCount(0)
      await expect(article).toBeFocused()
    },
  }
}

type Point = { x: number; y: number }

/** Where the first and last character of some words are drawn; scrolls them into view. */
function placeOf(article: Locator, words: string): Promise<{ from: Point; to: Point }> {
  return article.evaluate((root, wanted) => {
    const nodes: Text[] = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode() !== null) nodes.push(walker.currentNode as Text)
    const start = nodes
      .map(({ data }) => data)
      .join('')
      .indexOf(wanted)
    if (start === -1) throw new Error(`not on screen: ${wanted}`)
    const characterAt = (offset: number): Range => {
      let left = offset
      for (const node of nodes) {
        if (left < node.length) {
          const range = document.createRange()
          range.setStart(node, left)
          range.setEnd(node, left + 1)
          return range
        }
        left -= node.length
      }
      throw new Error('past the end')
    }
    const first = characterAt(start)
    first.startContainer.parentElement?.scrollIntoView({ block: 'center' })
    const a = first.getBoundingClientRect()
    const b = characterAt(start + wanted.length - 1).getBoundingClientRect()
    // A character begins at its right where the text runs from right to left.
    const isFromRight =
      getComputedStyle(first.startContainer.parentElement ?? root).direction === 'rtl'
    return {
      from: { x: isFromRight ? a.right - 0.5 : a.left + 0.5, y: a.top + a.height / 2 },
      to: { x: isFromRight ? b.left + 0.5 : b.right - 0.5, y: b.top + b.height / 2 },
    }
  }, words)
}
