import { expect, it } from 'vitest'
import { markdownLines } from './markdown-lines.ts'

it('a Markdown file is shown line by line as it is, set by what each line says', () => {
  const text =
    '# Flood\n\n## Pumps\n### 1. Passage\n> “Nobody looked.”\n- Tags: Blame\nNote:\n#no heading'
  const lines = markdownLines(text)
  expect(lines.map(({ source }) => source).join('\n')).toBe(text)
  expect(lines.map(({ kind }) => kind)).toEqual([
    'title',
    'text',
    'title',
    'heading',
    'quote',
    'fact',
    'text',
    'text',
  ])
})
