import { addBridgeToll, addText } from '../../support/given-library.ts'
import { bridgeToll } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'

test('a tag on several marked articles is one act: told with their number, and undone by one key', async ({
  startApp,
  workspace,
}) => {
  await addBridgeToll(workspace)
  await addText(workspace, 'Pumps for Quay Street\n\nThe pumps came on Monday, two weeks late.')
  const { page } = await startApp()
  const { rowOf } = libraryScreen(page)
  const status = page.getByRole('main')
  const filters = page.getByRole('region', { name: 'Filters' })
  const tagged = filters.getByRole('button', { name: /^To discuss ?2$/u })
  const [toll, pumps] = [rowOf(bridgeToll.title), rowOf('Pumps for Quay Street')]

  await pumps.focus()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await expect(toll).toBeFocused()
  await page.keyboard.press('x')
  await expect(status).toContainText('2 marked')
  await page.keyboard.press('t')
  const tag = page.getByRole('combobox', { name: 'Tag', exact: true })
  await expect(tag).toHaveAttribute('placeholder', 'Tag for 2 articles')
  await page.keyboard.type('To discuss')
  await page.keyboard.press('Enter')
  await expect(status).toContainText('“To discuss” is on 2 articles.')
  await expect(tagged).toHaveCount(1)

  // Undo has their number in its name, wherever it is found.
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('undo')
  const undo = page.getByRole('option').first()
  await expect(undo).toContainText('Undo Tag “To discuss” on 2 articles')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(status).toContainText('Undone: Tag “To discuss” on 2 articles.')
  await expect(tagged).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(status).toContainText('Redone: Tag “To discuss” on 2 articles.')

  // The mouse finds the same beside the number of marked rows.
  await page.getByRole('button', { name: 'Tag', exact: true }).click()
  await expect(tag).toBeFocused()
  await page.keyboard.type('Later')
  await page.keyboard.press('Enter')
  await expect(status).toContainText('“Later” is on 2 articles.')
  await expect(page.getByRole('button', { name: 'Tag', exact: true })).toBeFocused()
})
