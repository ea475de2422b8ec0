import { expect, type Locator, type Page } from '@playwright/test'

/** The codebook beside the text as a person meets it. */
export function codebookPanel(page: Page) {
  const panel = page.getByRole('tabpanel', { name: 'Codebook' })
  const tag = (name: string): Locator =>
    panel.getByRole('treeitem').filter({ has: page.getByText(name, { exact: true }) })
  return {
    panel,
    tag,
    find: panel.getByRole('searchbox', { name: 'Filter tags' }),
    /** The lines of the tree: names with the number of passages. */
    tree: panel.getByRole('treeitem'),
    /** What the chosen tag means. */
    card: panel.getByRole('region', { name: /^Tag /u }),
    form: panel.getByRole('form'),
    name: panel.getByRole('textbox', { name: 'Name' }),
    definition: panel.getByRole('textbox', { name: 'Definition' }),
    edit: (name: string): Locator => panel.getByRole('button', { name: `Edit ${name}` }),
    /** Goes to the letters to find a tag by, and types some. */
    async findTag(letters: string): Promise<void> {
      await page.keyboard.press('/')
      await expect(this.find).toBeFocused()
      await page.keyboard.type(letters)
    },
  }
}
