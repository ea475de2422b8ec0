import { describe, expect, it } from 'vitest'
import { reasonNotToOpen } from './open-browser.ts'

describe('opening a browser', () => {
  it('is refused without a display, and as root', () => {
    expect(reasonNotToOpen('linux', {}, 1000)).toBe('there is no display')
    expect(reasonNotToOpen('linux', { DISPLAY: ':0' }, 0)).toContain('root')
  })

  it('is allowed with a display, or where the system always has one', () => {
    expect(reasonNotToOpen('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeNull()
    expect(reasonNotToOpen('darwin', {}, 501)).toBeNull()
    expect(reasonNotToOpen('win32', {}, undefined)).toBeNull()
  })
})
