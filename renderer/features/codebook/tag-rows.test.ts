import { expect, test } from 'vitest'
import { tagView } from '../../../tests/support/in-memory-places.ts'
import { isHit, shownRows, tagRows } from './tag-rows.ts'

const frames = tagView('Frames')
const tags = ['Frames/Blame', 'Frames 2', 'Sources/Official/Mayor', 'Sources', 'Frames/Größe']
const all = [frames, ...tags.map((path) => tagView(path))]
const lines = (typed: string, closed = new Set<string>()) =>
  shownRows(tagRows(all), closed, typed).map(({ name, depth }) => `${'  '.repeat(depth)}${name}`)

test('a branch stands under its top, also where a name between sorts before it', () => {
  expect(lines('')).toEqual([
    'Frames',
    '  Blame',
    '  Größe',
    'Frames 2',
    'Sources',
    '  Official/Mayor',
  ])
})

test('a closed branch shows its top alone', () => {
  expect(lines('', new Set([frames.id]))).toEqual([
    'Frames',
    'Frames 2',
    'Sources',
    '  Official/Mayor',
  ])
})

test('letters leave the tags that hold them, without regard to case and accents, and what is above them', () => {
  expect(lines('BLA')).toEqual(['Frames', '  Blame'])
  expect(lines('größe')).toEqual(['Frames', '  Größe'])
  expect(lines('groß')).toEqual(['Frames', '  Größe'])
  expect(lines('frames / bl')).toEqual(['Frames', '  Blame'])
  expect(lines('zebra')).toEqual([])
  expect(lines('blame', new Set([frames.id]))).toEqual(['Frames', '  Blame'])
  expect(
    tagRows(all)
      .filter((row) => isHit(row, 'bla'))
      .map(({ name }) => name),
  ).toEqual(['Blame'])
})
