import { expect, test, vi } from 'vitest'
import type { Binary } from './electron-binary.mjs'
import { reasonNoWindow } from './no-window-reason.mjs'

const desktop = {
  args: [] as string[],
  platform: 'linux' as const,
  env: { DISPLAY: ':0' } as Record<string, string | undefined>,
  uid: 1000,
  desktopBuilt: true,
  binary: () => Promise.resolve('ready' as const),
}

test('a built desktop with a display, a plain user and the binary opens a window', async () => {
  expect(await reasonNoWindow(desktop)).toBeNull()
  expect(await reasonNoWindow({ ...desktop, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull()
})

test('--browser is named before anything else', async () => {
  expect(await reasonNoWindow({ ...desktop, args: ['--browser'], desktopBuilt: false })).toBe(
    '--browser was given',
  )
})

test('a missing desktop entry is named before the display', async () => {
  expect(await reasonNoWindow({ ...desktop, desktopBuilt: false, env: {} })).toBe(
    'this version has none',
  )
})

test('Linux without a display opens no window, not even as root', async () => {
  expect(await reasonNoWindow({ ...desktop, env: {}, uid: 0 })).toBe('there is no display')
})

test('an empty DISPLAY is no display', async () => {
  expect(await reasonNoWindow({ ...desktop, env: { DISPLAY: '' } })).toBe('there is no display')
})

test('root on Linux opens no window', async () => {
  expect(await reasonNoWindow({ ...desktop, uid: 0 })).toContain('root')
})

test.each(['darwin', 'win32'] as const)(
  '%s needs neither DISPLAY nor a plain user',
  async (platform) => {
    expect(await reasonNoWindow({ ...desktop, platform, env: {}, uid: undefined })).toBeNull()
  },
)

test('the binary is asked for only when nothing else stands in the way', async () => {
  const binary = vi.fn(() => Promise.resolve<Binary>('unreachable'))
  await reasonNoWindow({ ...desktop, env: {}, binary })
  expect(binary).not.toHaveBeenCalled()
  expect(await reasonNoWindow({ ...desktop, binary })).toContain('could not be downloaded')
})

test('a download under way is told as one', async () => {
  const binary = () => Promise.resolve<Binary>('downloading')
  expect(await reasonNoWindow({ ...desktop, binary })).toContain('still being downloaded')
})
