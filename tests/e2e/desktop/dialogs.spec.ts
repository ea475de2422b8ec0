import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { callOnWire } from '../../support/call-on-wire.ts'
import { expect, test } from '../fixtures.ts'
import { exportScreen } from '../screens/export-screen.ts'

const article = {
  kind: 'text',
  text: 'Harbour wall holds\n\nThe wall at Ostrava Bay held through the night, the mayor said.',
}

test('where an export goes is chosen in the system’s own dialogs', async ({
  desktop,
  workspace,
}) => {
  const { page } = desktop
  const { value } = await callOnWire(page, 'captures.add', article)
  await callOnWire(page, 'annotations.createByQuote', {
    articleId: value.articleId,
    quote: { exact: 'held through the night' },
    tags: [],
    note: '',
  })
  await page.keyboard.press('ControlOrMeta+Shift+e')
  const screen = exportScreen(page)
  const place = screen.form.getByRole('textbox')
  const choose = screen.form.getByRole('button', { name: 'Choose…' })
  await expect(screen.preview).toContainText('held through the night')
  const suggested = await place.inputValue()

  // A dialog that is cancelled changes nothing.
  await desktop.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' })
  })
  await choose.click()
  await expect(place).toHaveValue(suggested)

  const file = join(workspace.folder, 'thesis.md')
  await desktop.evaluate(({ dialog }, filePath) => {
    const answer = { canceled: false, filePath }
    dialog.showSaveDialog = ((_window: unknown, asked: { defaultPath?: string }) => {
      Object.assign(globalThis, { askedPath: asked.defaultPath })
      return Promise.resolve(answer)
    }) as never
  }, file)
  await choose.click()
  await expect(place).toHaveValue(file)
  expect(await desktop.evaluate(() => Reflect.get(globalThis, 'askedPath'))).toBe(suggested)
  await screen.form.getByRole('button', { name: 'Export' }).click()
  await expect(screen.written).toContainText(file)
  expect(await readFile(file, 'utf8')).toContain('held through the night')

  // A folder is made in the one that is chosen, under the name that stood there.
  await screen.form.getByRole('radio', { name: 'Web annotations' }).check()
  await expect(place).toHaveValue(join(workspace.folder, 'thesis'))
  await desktop.evaluate(
    ({ dialog }, parent) => {
      const answer = { canceled: false, filePaths: [parent] }
      dialog.showOpenDialog = () => Promise.resolve(answer)
    },
    join(workspace.folder, 'data'),
  )
  await choose.click()
  await expect(place).toHaveValue(join(workspace.folder, 'data', 'thesis'))
})

test('the page can’t have a dialog with words of its own', async ({ desktop }) => {
  const asked = { format: 'csv', path: '', title: 'Where is your password file?' }
  const result = await callOnWire(desktop.page, 'exports.choosePath', asked)
  expect(result).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  expect(desktop.log()).toBe('')
})
