import { expect, test } from 'vitest'
import { placeLayer } from './place-layer.ts'

const column = { left: 100, right: 700, top: -200, bottom: 3000 }
const view = { left: 0, right: 1000, top: 50, bottom: 750 }
const line = (
  top: number,
  left = 300,
): { left: number; right: number; top: number; bottom: number } => ({
  left,
  right: left + 80,
  top,
  bottom: top + 30,
})
const picker = { width: 450, height: 250 }

test('a layer stands below the last line, its left edge at the passage', () => {
  expect(placeLayer([line(200, 120)], column, view, picker)).toEqual({
    left: 20,
    edge: 238 + 200,
    side: 'below',
    room: 512,
  })
})

test('it never leaves the column', () => {
  expect(placeLayer([line(200, 650)], column, view, picker).left).toBe(150)
})

test('it turns above where there is no room below', () => {
  expect(placeLayer([line(600)], column, view, picker)).toMatchObject({
    side: 'above',
    edge: 592 + 200,
  })
})

test('it goes above a highlighted line below only where that fits', () => {
  const popover = { width: 400, height: 36 }
  expect(placeLayer([line(300)], column, view, popover, true).side).toBe('above')
  expect(placeLayer([line(60)], column, view, popover, true).side).toBe('below')
})

test('with room on neither side it takes the larger', () => {
  const tall = { width: 400, height: 900 }
  expect(placeLayer([line(600)], column, view, tall).side).toBe('above')
  expect(placeLayer([line(100)], column, view, tall).side).toBe('below')
})
