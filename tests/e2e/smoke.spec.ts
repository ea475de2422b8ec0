import { execFileSync } from 'node:child_process'
import { expect, test } from '@playwright/test'

// Proves the set-up until the first story comes: replace it then.
test('the built command line answers in a browser page', async ({ page }) => {
  const usage = execFileSync('node', ['electron/launch/pressmark.mjs', '--help'], {
    encoding: 'utf8',
  })
  await page.setContent('<h1></h1>')
  await page.locator('h1').evaluate((heading, text) => (heading.textContent = text), usage)
  await expect(page.getByRole('heading')).toContainText('pressmark')
})
