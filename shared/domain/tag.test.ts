import { describe, expect, it } from 'vitest'
import { newId } from './ids.ts'
import { currentTag, findTag, parseTagPath, tagPath, type Codebook, type Tag } from './tag.ts'

function aTag(name: string, parentId: string | null = null, mergedInto: string | null = null): Tag {
  return {
    id: newId(),
    rev: 1,
    parentId,
    name,
    definition: '',
    hue: 1,
    lineStyle: 0,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    mergedInto,
    removed: null,
  }
}

describe('tags', () => {
  const frames = aTag('Frames')
  const blame = aTag('Blame', frames.id)
  const fault = aTag('Fault', frames.id, blame.id)
  const codebook: Codebook = { format: 1, tags: [frames, blame, fault] }

  it('have the path from the root of their branch', () => {
    expect(tagPath(codebook, blame)).toBe('Frames/Blame')
  })

  it('are found by path without regard to case', () => {
    expect(findTag(codebook, ['frames', 'BLAME'])?.id).toBe(blame.id)
    expect(findTag(codebook, ['Blame'])).toBeNull()
  })

  it('that were merged lead to the tag they were merged into', () => {
    expect(currentTag(codebook, fault.id)?.id).toBe(blame.id)
    expect(findTag(codebook, ['Frames', 'Fault'])).toBeNull()
  })

  it('end a path that loops back instead of following it for ever', () => {
    const a = aTag('a')
    const b = aTag('b', a.id)
    const looped: Codebook = { format: 1, tags: [{ ...a, parentId: b.id }, b] }
    expect(tagPath(looped, b)).toBe('a/b')
  })

  it('are written with slashes; spaces around names do not count', () => {
    expect(parseTagPath(' Frames /  Blame  shift ')).toEqual(['Frames', 'Blame shift'])
  })

  it.each(['', '/', 'a//b', 'a/', `x${'y'.repeat(200)}`, 'bell\u0007'])(
    'cannot be called %j',
    (path) => {
      expect(() => parseTagPath(path)).toThrow(/cannot be a tag/u)
    },
  )
})
