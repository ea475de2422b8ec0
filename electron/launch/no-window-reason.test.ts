import { expect, test, vi } from 'vitest'
import { reasonNoWindow } from './no-window-reason.mjs'

const desktop = {
  args: [] as string[],
  platform: 'linux' as const,
  env: { DISPLAY: ':0' } as Record<string, string | undefined>,
  uid: 1000,
  desktopBuilt: true,
  binary: () => true,
}

test('a built desktop with a display, a plain user and the binary opens a window', () => {
  expect(reasonNoWindow(desktop)).toBeNull()
  expect(reasonNoWindow({ ...desktop, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull()
})

test('--browser is named before anything else', () => {
  expect(reasonNoWindow({ ...desktop, args: ['--browser'], desktopBuilt: false })).toBe(
    '--browser was given',
  )
})

test('a missing desktop entry is named before the display', () => {
  expect(reasonNoWindow({ ...desktop, desktopBuilt: false, env: {} })).toBe('this version has none')
})

test('Linux without a display opens no window, not even as root', () => {
  expect(reasonNoWindow({ ...desktop, env: {}, uid: 0 })).toBe('there is no display')
})

test('an empty DISPLAY is no display', () => {
  expect(reasonNoWindow({ ...desktop, env: { DISPLAY: '' } })).toBe('there is no display')
})

test('root on Linux opens no window', () => {
  expect(reasonNoWindow({ ...desktop, uid: 0 })).toContain('root')
})

test.each(['darwin', 'win32'] as const)('%s needs neither DISPLAY nor a plain user', (platform) => {
  expect(reasonNoWindow({ ...desktop, platform, env: {}, uid: undefined })).toBeNull()
})

test('the binary is asked for only when nothing else stands in the way', () => {
  const binary = vi.fn(() => false)
  reasonNoWindow({ ...desktop, env: {}, binary })
  expect(binary).not.toHaveBeenCalled()
  expect(reasonNoWindow({ ...desktop, binary })).toContain('not installed')
})
