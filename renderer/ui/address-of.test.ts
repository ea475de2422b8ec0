import { expect, test } from 'vitest'
import { addressOf } from './address-of.ts'

test('an article fetched from the web has an address and a site, with its port where it has one', () => {
  const href = 'https://www.harbourpost.example/news/771?page=2'
  expect(addressOf(href)).toEqual({ href, site: 'harbourpost.example' })
  expect(addressOf('http://127.0.0.1:8093/post')?.site).toBe('127.0.0.1:8093')
})

test('a file or a pasted text has none', () => {
  expect(addressOf(`sha256:${'0'.repeat(64)}`)).toBeNull()
})
