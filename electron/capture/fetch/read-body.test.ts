import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readSmallBody } from './read-body.ts'

const limits = { smallBodyBytes: 10, smallBodyMs: 60_000 }

test('a short body that nobody captures for is kept whole', async () => {
  const { body, truncated } = await readSmallBody(Readable.from([Buffer.from('moved')]), limits)
  expect([Buffer.from(body).toString(), truncated]).toEqual(['moved', null])
})

test('a long one is cut at its bound, and says so', async () => {
  const long = Readable.from([Buffer.from('01234567'), Buffer.from('89abcdef')])
  const { body, truncated } = await readSmallBody(long, limits)
  expect([Buffer.from(body).toString(), truncated]).toEqual(['0123456789', 'length'])
})

test('one that does not end is not waited for', async () => {
  const endless = new Readable({ read: () => undefined })
  endless.push('so far')
  const { body, truncated } = await readSmallBody(endless, { ...limits, smallBodyMs: 5 })
  expect([Buffer.from(body).toString(), truncated]).toEqual(['so far', 'time'])
})

test('one that breaks off is kept as far as it came', async () => {
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('so far')
      throw new Error('socket hang up')
    })(),
  )
  const { body, truncated } = await readSmallBody(broken, limits)
  expect([Buffer.from(body).toString(), truncated]).toEqual(['so far', 'disconnect'])
})
