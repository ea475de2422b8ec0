import type { Page } from '@playwright/test'

/** The place where the library is verified, as a person meets it. */
export function verifyScreen(page: Page) {
  return {
    heading: page.getByRole('heading', { level: 1, name: 'Verify library' }),
    runAgain: page.getByRole('button', { name: 'Run again' }),
    findings: page.getByRole('article'),
    foot: page.getByRole('main').getByRole('contentinfo').or(page.locator('main footer')),
    /** The passages that rest on the first file that has some. */
    resting: page.getByRole('region', { name: 'What rests on it' }).first(),
    /** Begins by the palette, from wherever one is. */
    async byPalette(): Promise<void> {
      await page.keyboard.press('ControlOrMeta+k')
      await page.keyboard.type('Verify lib')
      await page.keyboard.press('Enter')
    },
  }
}
