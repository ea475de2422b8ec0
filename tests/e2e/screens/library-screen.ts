import { expect, type Locator, type Page } from '@playwright/test'

/** The Library as a person meets it: by roles and names. */
export function libraryScreen(page: Page) {
  const addressBox = page.getByRole('textbox', { name: 'Address to capture' })
  const rowOf = (words: string | RegExp): Locator =>
    page.getByRole('row').filter({ hasText: words })
  const filters = page.getByRole('region', { name: 'Filters' })
  return {
    addressBox,
    rowOf,
    filters,
    /** Something to filter by, in the column. */
    choice: (name: string): Locator =>
      filters.getByRole('button', { name: new RegExp(`^${name}`, 'u') }),
    /** What the list is filtered by. */
    chips: page.getByRole('list', { name: 'Filtered by' }).getByRole('listitem'),
    /** What takes all filters away: over the list, and again where none fits. */
    clearFilters: page.getByRole('main').getByRole('button', { name: 'Clear filters' }),
    /** What is told of the library as a whole, a notice each. */
    problems: page.getByRole('region', { name: 'Problems of this library' }).locator(':scope > *'),
    /** The rows of articles: those that lead to the Reader. */
    articleRows: page.getByRole('row').filter({ has: page.getByRole('link') }),
    /** The row of a capture that failed, or was stopped. */
    failedRowOf: (words: string, how: 'Not captured' | 'Stopped' = 'Not captured'): Locator =>
      rowOf(words).filter({ hasText: `${how}:` }),
    /** Pastes with nothing focused, as after reading an address elsewhere. */
    async pasteAnywhere(text: string): Promise<void> {
      // Cut from the box first: that puts the text on the window's own clipboard, by keys alone.
      await addressBox.fill(text)
      await addressBox.press('ControlOrMeta+A')
      await addressBox.press('ControlOrMeta+X')
      await expect(addressBox).toHaveValue('')
      await addressBox.evaluate((box) => (box as HTMLElement).blur())
      await page.keyboard.press('ControlOrMeta+V')
    },
    /** Types addresses into the box one after the other, without waiting for what becomes of them. */
    async enter(...addresses: string[]): Promise<void> {
      for (const address of addresses) {
        await addressBox.fill(address)
        await addressBox.press('Enter')
      }
    },
    /** Captures a page of one's own network: pasted, refused, allowed on its row. */
    async captureFromOwnNetwork(url: string, title: string): Promise<void> {
      await this.pasteAnywhere(url)
      const { host } = new URL(url)
      const allow = page.getByRole('button', { name: `Allow ${host}` })
      const refused = rowOf(host).filter({ has: allow })
      await expect(refused).toContainText('on your own network')
      await allow.click()
      await expect(rowOf(title)).toBeVisible()
      await expect(refused).toHaveCount(0)
    },
    /** Opens an article by keys: focus its row, Enter. */
    async open(title: string): Promise<void> {
      await rowOf(title).focus()
      await page.keyboard.press('Enter')
    },
  }
}
