import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignLanes, placeLabels, surplusOf, type Stripe } from './lanes.ts'

const stripe = (key: string, top: number, bottom: number, tagId: string | null = key): Stripe => ({
  key,
  tagId,
  top,
  bottom,
})

test('stripes side by side take different lanes, one after the other the same', () => {
  const lanes = assignLanes([stripe('a', 0, 40), stripe('b', 20, 60), stripe('c', 40, 80)], 4)
  expect(Object.fromEntries(lanes)).toEqual({ a: 0, b: 1, c: 0 })
})

test('stripes of identical ranges get two lanes', () => {
  const lanes = assignLanes([stripe('a', 0, 40), stripe('b', 0, 40)], 4)
  expect([...lanes.values()]).toEqual([0, 1])
})

test('a tag keeps its lane where that is free', () => {
  const stripes = [stripe('a', 0, 40), stripe('b1', 0, 40, 'blame'), stripe('b2', 60, 80, 'blame')]
  expect(assignLanes(stripes, 4).get('b2')).toBe(1)
})

const anyStripes = fc
  .array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 20 }), fc.nat(5)), { maxLength: 20 })
  .map((all) =>
    all
      .map(([top, height, tag], index) => stripe(`${index}`, top, top + height, `tag ${tag}`))
      .toSorted((a, b) => a.top - b.top),
  )

test('no two stripes that stand beside each other share a lane, and none has one beyond the last', () => {
  fc.assert(
    fc.property(anyStripes, (stripes) => {
      const lanes = assignLanes(stripes, 4)
      for (const [index, one] of stripes.entries()) {
        const lane = lanes.get(one.key) ?? null
        if (lane === null) continue
        expect(lane).toBeLessThan(4)
        for (const other of stripes.slice(index + 1))
          if (other.top < one.bottom) expect(lanes.get(other.key)).not.toBe(lane)
      }
    }),
  )
})

test('a passage that is added below moves no stripe above it', () => {
  fc.assert(
    fc.property(anyStripes, fc.nat(5), (stripes, tag) => {
      const below = Math.max(0, ...stripes.map(({ top }) => top)) + 1
      const after = assignLanes([...stripes, stripe('added', below, below + 9, `tag ${tag}`)], 4)
      for (const [key, lane] of assignLanes(stripes, 4)) expect(after.get(key)).toBe(lane)
    }),
  )
})

test('what finds no lane is counted where it begins', () => {
  const stripes = ['a', 'b', 'c', 'd', 'e'].map((key) => stripe(key, 10, 50))
  const lanes = assignLanes(stripes, 2)
  expect([...lanes.values()].filter((lane) => lane === null)).toHaveLength(3)
  expect(surplusOf(stripes, lanes, 18)).toEqual([{ top: 10, count: 3 }])
})

test('labels stand a line apart; one pushed too far is left out', () => {
  const labels = [0, 0, 0, 100].map((top) => ({ top }))
  expect(placeLabels(labels, 18, 20).map(({ y }) => y)).toEqual([0, 18, 100])
})
