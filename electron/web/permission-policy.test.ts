import { expect, test } from 'vitest'
import { isPermitted } from './permission-policy.ts'

test('the interface may copy to the clipboard', () => {
  expect(isPermitted('clipboard-sanitized-write', 'app://pressmark/')).toBe(true)
})

test.each(['https://evil.example/', 'app://evil/', 'null', ''])(
  'a page at %j may not even copy',
  (url) => {
    expect(isPermitted('clipboard-sanitized-write', url)).toBe(false)
  },
)

test.each([
  'clipboard-read',
  'deprecated-sync-clipboard-read',
  'media',
  'display-capture',
  'geolocation',
  'notifications',
  'midi',
  'midiSysex',
  'hid',
  'serial',
  'usb',
  'fileSystem',
  'fullscreen',
  'pointerLock',
  'openExternal',
  'local-fonts',
  'storage-access',
  'unknown',
  '',
])('the interface may not use %j', (permission) => {
  expect(isPermitted(permission, 'app://pressmark/')).toBe(false)
})
