import type { MenuItem } from 'electron'
import { callOnWire } from '../../support/call-on-wire.ts'
import type { DesktopShell } from '../../support/desktop-shell.ts'
import { expect, test } from '../fixtures.ts'
import { readerScreen } from '../screens/reader-screen.ts'

const article = {
  kind: 'text',
  text: 'Harbour wall holds\n\nThe wall at Ostrava Bay held through the night, the mayor said.',
}

/** Chooses an item of the Edit menu, as a person does. */
function choose(desktop: DesktopShell, name: string): Promise<void> {
  return desktop.evaluate(({ Menu }, wanted) => {
    const plain = ({ label }: MenuItem): string => label.replace('&', '')
    const edit = Menu.getApplicationMenu()?.items.find((item) => plain(item) === 'Edit')
    // The item names its step: Undo Highlight.
    const item = edit?.submenu?.items.find((candidate) => plain(candidate).startsWith(wanted))
    if (item === undefined) throw new Error(`no ${wanted} in the menu`)
    item.click()
  }, name)
}

/** What stands first in the Edit menu now. */
function undoItem(desktop: DesktopShell): Promise<{ label: string; enabled: boolean }> {
  return desktop.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items ?? []
    const edit = items.find(({ label }) => label.replace('&', '') === 'Edit')
    const { label = '', enabled = false } = edit?.submenu?.items[0] ?? {}
    return { label, enabled }
  })
}

test('Undo of the Edit menu undoes a step on annotations, and typing where that is', async ({
  desktop,
}) => {
  const { page } = desktop
  const reader = readerScreen(page)
  await callOnWire(page, 'captures.add', article)
  await page.getByText('Harbour wall holds').click()
  await reader.selectWithMouse('held through the night')
  await page.keyboard.press('h')
  await expect(reader.marks('held through the night')).toHaveCount(1)
  await expect.poll(() => undoItem(desktop)).toEqual({ label: 'Undo Highlight', enabled: true })
  await choose(desktop, 'Undo')
  await expect(reader.marks('held through the night')).toHaveCount(0)
  await choose(desktop, 'Redo')
  await expect(reader.marks('held through the night')).toHaveCount(1)
  await page.keyboard.press('n')
  await page.keyboard.type('Which wall?')
  await choose(desktop, 'Undo')
  await expect(reader.note).not.toHaveValue('Which wall?')
  await expect(reader.marks('held through the night')).toHaveCount(1)
})
