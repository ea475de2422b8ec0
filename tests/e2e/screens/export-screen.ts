import { expect, type Page } from '@playwright/test'

/** The names of the formats as the screen says them. */
export type FormatName = 'Markdown' | 'Table' | 'Web annotations'

/** Export as a person meets it. */
export function exportScreen(page: Page) {
  const form = page.getByRole('form', { name: 'Export' })
  return {
    form,
    preview: page.getByRole('region', { name: 'Preview' }),
    written: page.getByRole('region', { name: 'What was exported' }),
    /** Exports to a path and waits for what was written. */
    async exportTo(format: FormatName, path: string): Promise<void> {
      await form.getByRole('radio', { name: format }).check()
      await form.getByRole('textbox').fill(path)
      await form.getByRole('button', { name: 'Export' }).click()
      await expect(this.written).toContainText(path)
    },
  }
}
