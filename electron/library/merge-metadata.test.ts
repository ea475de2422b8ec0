import { expect, test } from 'vitest'
import { from, Metadata } from '../../shared/domain/metadata.ts'
import { mergeMetadata, mergeSaid } from './merge-metadata.ts'
import { sampleMetadata } from './testing/temporary-library.ts'

const before = sampleMetadata('A quay')
const read: Metadata = { ...sampleMetadata('A quay'), section: from('Harbours', 'ld+json') }

test('a record from before a field existed is whole, and gains it with the next capture', () => {
  expect(Metadata.parse(before)).toEqual(before)
  expect(mergeMetadata(before, read).section?.value).toBe('Harbours')
  expect(mergeMetadata(read, before).section?.value).toBe('Harbours')
})

test('a capture with the same text adds no field to the record', () => {
  expect(mergeSaid(before, read)).toEqual(before)
})
