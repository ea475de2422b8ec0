import { expect, it } from 'vitest'
import { placeBeside } from './place-beside.ts'

const view = { width: 1000, height: 800 }
const size = { width: 400, height: 200 }

it('a layer stands under its row, or over it near the foot of the window', () => {
  const high = { left: 100, top: 100, right: 900, bottom: 150 }
  expect(placeBeside(high, size, view)).toEqual({ left: 100, top: 152 })
  const low = { left: 100, top: 700, right: 900, bottom: 750 }
  expect(placeBeside(low, size, view)).toEqual({ left: 100, top: 498 })
})

it('a layer never leaves the window, wherever its row has been scrolled to', () => {
  for (const top of [-500, 0, 400, 790, 2_000])
    for (const left of [-50, 300, 990]) {
      const at = placeBeside({ left, top, right: left + 50, bottom: top + 50 }, size, view)
      expect(at.left).toBeGreaterThanOrEqual(0)
      expect(at.left + size.width).toBeLessThanOrEqual(view.width)
      expect(at.top).toBeGreaterThanOrEqual(0)
      expect(at.top + size.height).toBeLessThanOrEqual(view.height)
    }
})
