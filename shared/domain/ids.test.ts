import { expect, test } from 'vitest'
import { Id, newId } from './ids.ts'

test('ids are ids, no two alike, with every letter in their random part', () => {
  const ids = Array.from({ length: 2_000 }, newId)
  for (const id of ids.slice(0, 50)) expect(Id.safeParse(id).success).toBe(true)
  expect(new Set(ids.map((id) => id.slice(10))).size).toBe(ids.length)
  for (let place = 10; place < 26; place += 1) {
    expect(new Set(ids.map((id) => id[place])).size).toBe(32)
  }
})
