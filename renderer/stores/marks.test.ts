import { expect, it } from 'vitest'
import { createMarks } from './marks.ts'

it('a mark is set, taken off, and all are cleared; a set that was read stays as it was', () => {
  const marks = createMarks()
  marks.toggle('a')
  const before = marks.store.get()
  marks.toggle('b')
  marks.toggle('a')
  expect([...before]).toEqual(['a'])
  expect([...marks.store.get()]).toEqual(['b'])
  marks.clear()
  expect(marks.store.get().size).toBe(0)
})
