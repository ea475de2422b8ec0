import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { callOnWire, type DesktopWindow } from '../../support/call-on-wire.ts'
import { runDesktopToItsEnd } from '../../support/desktop-shell.ts'
import { expect, test } from '../fixtures.ts'

const article = {
  kind: 'text',
  text: 'Harbour wall holds\n\nThe wall at Ostrava Bay held through the night, the mayor said.',
}

test('the window shows the Library, and the menu is the system’s', async ({
  desktop,
  workspace,
}) => {
  await expect(desktop.page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()
  const found = await desktop.evaluate(({ app, BrowserWindow, Menu }) => ({
    profile: app.getPath('userData'),
    visible: BrowserWindow.getAllWindows().map((window) => window.isVisible()),
    menus: (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label.replace('&', '')),
  }))
  expect(found.profile).toBe(join(workspace.folder, 'data', 'electron'))
  expect(found.visible).toEqual([true])
  expect(found.menus.slice(-8)).toEqual([
    'File',
    'Edit',
    'Go',
    'Article',
    'List',
    'View',
    'Window',
    'Help',
  ])
})

test('the window opens also where this machine’s data cannot be kept, and says so', async ({
  startDesktop,
  workspace,
}) => {
  // A file where the folder should be: no right, not even an administrator’s, makes a folder in it.
  await writeFile(join(workspace.folder, 'data'), '')
  const { page } = await startDesktop()
  expect(await callOnWire(page, 'captures.add', article)).toMatchObject({ ok: true })
  await expect(page.getByText('Harbour wall holds')).toBeVisible()
  await expect(page.getByText(/settings\.json/u).first()).toBeVisible()
})

test('what was captured is there after a plain restart, and after a kill', async ({
  startDesktop,
}) => {
  const first = await startDesktop()
  expect(await callOnWire(first.page, 'captures.add', article)).toMatchObject({ ok: true })
  await expect(first.page.getByText('Harbour wall holds')).toBeVisible()
  await first.close()
  const second = await startDesktop()
  await expect(second.page.getByText('Harbour wall holds')).toBeVisible()
  const other = { ...article, text: article.text.replace('Harbour', 'Second') }
  expect(await callOnWire(second.page, 'captures.add', other)).toMatchObject({ ok: true })
  await second.kill()
  const third = await startDesktop()
  await expect(third.page.getByText('Harbour wall holds')).toBeVisible()
  await expect(third.page.getByText('Second wall holds')).toBeVisible()
})

test('--library opens another library, which the next start remembers', async ({
  startDesktop,
  workspace,
}) => {
  const { PRESSMARK_LIBRARY: _given, ...env } = workspace.env
  Object.assign(workspace, { env })
  const other = join(workspace.folder, 'other library')
  const first = await startDesktop(['--library', other])
  expect(await callOnWire(first.page, 'library.describe', {})).toMatchObject({
    value: { folder: other },
  })
  await first.close()
  const second = await startDesktop()
  expect(await callOnWire(second.page, 'library.describe', {})).toMatchObject({
    value: { folder: other },
  })
  await second.close()
})

test('a second start brings the window to the front, and is over', async ({
  desktop,
  workspace,
}, testInfo) => {
  testInfo.skip(testInfo.project.name === 'electron', 'needs the stand-in to start twice')
  const isInFront = (): Promise<boolean> =>
    desktop.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().every((window) => window.isFocused() && !window.isMinimized()),
    )
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  expect(await isInFront()).toBe(false)
  const { exitCode, log } = await runDesktopToItsEnd(workspace)
  expect(exitCode).toBe(0)
  expect(log).toBe('Pressmark is open already; its window comes to the front.\n')
  await expect.poll(isInFront).toBe(true)
})

test('a folder that holds other things is refused in a sentence, and left alone', async ({
  workspace,
}, testInfo) => {
  testInfo.skip(testInfo.project.name === 'electron', 'needs the stand-in to read a dialog')
  await mkdir(workspace.library)
  await writeFile(join(workspace.library, 'holiday.txt'), 'mine')
  const { exitCode, log } = await runDesktopToItsEnd(workspace)
  expect(exitCode).toBe(1)
  expect(log).toMatch(/^\[dialog\] Pressmark did not open: .*holds other .*\.\n$/su)
  expect(await readdir(workspace.library)).toEqual(['holiday.txt'])
})

test('closing the window in the middle of a capture stops it, and leaves nothing half-made', async ({
  startDesktop,
  workspace,
}) => {
  let asked: () => void
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  let dropped: () => void
  const isDropped = new Promise<void>((resolve) => (dropped = resolve))
  const site = createServer((request) => {
    request.socket.once('close', () => dropped())
    asked()
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const { port } = site.address() as AddressInfo
  const desktop = await startDesktop()
  await desktop.page.evaluate((url) => {
    const { pressmark } = window as DesktopWindow
    const input = { kind: 'address', url, allowPrivate: true }
    pressmark.send({ kind: 'call', id: 1e9, operation: 'captures.add', input })
  }, `http://127.0.0.1:${port}/never`)
  await isAsked
  await desktop.close()
  await isDropped
  site.close()
  expect(desktop.log()).toBe('')
  const kept = await readdir(workspace.folder, { recursive: true })
  expect(kept.filter((path) => path.includes('articles'))).toEqual([])
})
