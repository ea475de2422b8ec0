import { expect, type Locator, type Page } from '@playwright/test'

/** The Library as a person meets it: by roles and names. */
export function libraryScreen(page: Page) {
  const addressBox = page.getByRole('textbox', { name: 'Address to capture' })
  const rowOf = (words: string | RegExp): Locator =>
    page.getByRole('row').filter({ hasText: words })
  return {
    addressBox,
    rowOf,
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
