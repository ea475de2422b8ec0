import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  sampleArticle,
  sampleData,
  sampleExport,
  samplePassage,
  sampleText,
  sampleVersion,
  textHash,
} from '../../../tests/support/sample-export-data.ts'
import { escapeHeading, escapeInline, escapeLine } from './escape.ts'
import { exportMarkdown } from './export-markdown.ts'

/** Takes escapes away again, as CommonMark describes them. */
function unescape(markdown: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', amp: '&' }
  return markdown.replace(/\\([!-/:-@[-`{-~])|&(?:#(\d+)|([a-z]+));/gu, (...match) => {
    const [, mark, code, name] = match as (string | undefined)[]
    return mark ?? (name === undefined ? String.fromCodePoint(Number(code)) : named[name]!)
  })
}

/** The words of each quotation that follows a passage's heading. */
function readPassages(markdown: string): string[] {
  const found = markdown.matchAll(/^### \d+\. Passage\n\n((?:>.*\n)+)/gmu)
  return [...found].map(([, block]) =>
    block!
      .trimEnd()
      .split('\n')
      .map((line) => unescape(line.replace(/^> ?/u, '').replace(/(?<!\\)((?:\\\\)*)\\$/u, '$1')))
      .join('\n'),
  )
}

/** The lines that could be structure, those of quotations left out. */
function headings(markdown: string): string[] {
  return markdown.split('\n').filter((line) => /^ {0,3}#/u.test(line))
}

function exportOf(words: string, text: string, title?: string): string {
  const version = sampleVersion([samplePassage('p1', words, { text })], { text })
  return exportMarkdown(
    sampleData([sampleArticle([version], title === undefined ? {} : { title })]),
  )
}

test('an article stands under its heading with all that cites it', () => {
  expect(exportMarkdown(sampleExport())).toContain(
    [
      '# Harbour coverage',
      '',
      '6 passages from 1 article of library 01hv00000000000000000000b1. Made by Pressmark 0.1.0.',
      '',
      '## Harbour vote put off',
      '',
      'Source: The Harbour Ledger · Tomas Reed, Noor Vale · published 2031-03-01 · <https://ledger.example/vote>\\',
      `Captured: 2031-03-02T09:30:00.000Z · version 1 · SHA-256 of its text ${textHash(sampleText)}`,
      '',
      '### 1. The whole article',
      '',
      '- Tags: Topic/Harbour',
      '- Coder: Ilse Bakker, 2031-03-03T10:00:00.000Z',
      '- Annotation: 01hv00000000000000000000p0',
      '',
      '### 2. Passage',
      '',
      '> owners’ plan “will not be rushed”',
      '',
      'Context: …Harbour vote put off ⚓️\u{1f6a2} The cafe\u0301 ⟦owners’ plan “will not be rushed”⟧, the mayor said on Tuesday — for now. Berth Tonnes North 1,200…',
      '',
      '- Tags: Frames/Delay; Voices',
      '- Coder: Ilse Bakker, 2031-03-03T10:00:00.000Z',
      '- Annotation: 01hv00000000000000000000p1',
      '',
      'Note:',
      '',
      '> Whose words?',
      '>',
      '> - check *the minutes*',
      '',
      '### 3. Passage',
    ].join('\n'),
  )
})

test('every passage can be read back word for word', () => {
  expect(readPassages(exportMarkdown(sampleExport()))).toEqual([
    'owners’ plan “will not be rushed”',
    '“will not be rushed”, the mayor said',
    '“will not be rushed”, the mayor said',
    'North\t1,200\n\t900',
    '# Not a heading * _but_ <b>text</b> of [the page]',
  ])
})

test('any passage can be read back, whatever it is made of', () => {
  const piece = fc.constantFrom(
    ...'\\`*_{}[]()#+-.!<>&~|:=$^/1a. \t\n"\'é\u00a0\u2028⟦⟧;',
    '\n\n',
    '&lt;',
    '&#35;',
    'https://',
    'www.',
    '\u{1f6a2}',
  )
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 30 }), (pieces) => {
      const words = `x${pieces.join('')}y`
      const text = `Before\n\n${words}\n\nafter`
      const markdown = exportOf(words, text)
      expect(readPassages(markdown)).toEqual([words])
      expect(headings(markdown)).toHaveLength(3)
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['# Heading', '\\# Heading'],
  ['===', '\\==='],
  ['---', '\\---'],
  ['- item', '\\- item'],
  ['+ item', '\\+ item'],
  ['* item', '\\* item'],
  ['12. item', '12\\. item'],
  ['> quotation', '&gt; quotation'],
  ['|---|---|', '\\|---|---|'],
  ['```js', '\\`\\`\\`js'],
  ['\tindented ', '&#9;indented&#32;'],
  ['<script>alert(1)</script>', '&lt;script>alert(1)&lt;/script>'],
  ['![x](https://e.example/p.png)', '!\\[x\\](https\\://e.example/p.png)'],
  ['[x]: https://e.example', '\\[x\\]: https\\://e.example'],
  ['<https://e.example>', '&lt;https\\://e.example>'],
  ['www.e.example', 'www\\.e.example'],
  ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
  ['~~gone~~', '\\~\\~gone\\~\\~'],
  ['_so_', '\\_so\\_'],
])('the line %j is written %j', (line, escaped) => {
  expect(escapeLine(line)).toBe(escaped)
  expect(unescape(escaped)).toBe(line)
})

test.each([
  'She said: “It’s 5 > 4 — and that’s that!” (Reuters)',
  'AT&T and R&D, file_name_1; $5 to $6; 100%; a/b; C#',
  '-5 degrees, 1,200 tonnes',
])('nothing needs escaping in %j', (line) => {
  expect(escapeLine(line)).toBe(line)
})

test('a title stays one heading, whatever it holds', () => {
  expect(escapeHeading('A\r\n# B\n\n<img src=x onerror=alert(1)> [c](d) ##')).toBe(
    'A # B &lt;img src=x onerror=alert(1)> \\[c\\](d) \\##',
  )
  const title = 'Vote\n\n# Injected\n\n<script>x</script>'
  const markdown = exportOf('for now', sampleText, title)
  expect(headings(markdown)).toEqual([
    '# Harbour coverage',
    '## Vote # Injected &lt;script>x&lt;/script>',
    '### 1. Passage',
  ])
})

test('a note keeps its Markdown and cannot leave its quotation', () => {
  const note = '# Mine\n```\nopen fence\r\n<!-- hidden <script> <https://ok.example> *so*'
  const version = sampleVersion([samplePassage('p1', 'for now', { note })])
  const markdown = exportMarkdown(sampleData([sampleArticle([version])]))
  expect(markdown).toContain(
    '\nNote:\n\n> # Mine\n> ```\n> open fence\n> &lt;!-- hidden &lt;script> <https://ok.example> *so*\n',
  )
  expect(headings(markdown)).toHaveLength(3)
})

test("the text's own brackets cannot pass for the passage's", () => {
  const markdown = exportOf('the vote', '⟦not this⟧ but the vote')
  expect(markdown).toContain('Context: …&#10214;not this&#10215; but ⟦the vote⟧\n')
})

test('tags and coders with marks stay inside their line', () => {
  const passage = samplePassage('p1', 'for now', { tags: ['*<b>', '[x](y)'] })
  const version = sampleVersion([{ ...passage, coderName: 'A\n# B' }])
  const markdown = exportMarkdown(sampleData([sampleArticle([version])]))
  expect(markdown).toContain('- Tags: \\*&lt;b>; \\[x\\](y)\n- Coder: A # B, ')
})

test('an article without passages is named, and what it does not say is said', () => {
  const entry = sampleArticle([sampleVersion([])], { title: '' })
  entry.metadata.outlet.value = null
  entry.metadata.authors.value = null
  entry.metadata.published.value = null
  const markdown = exportMarkdown(sampleData([entry]))
  expect(markdown).toContain(
    '## Untitled\n\nSource: no outlet given · no author given · no date given',
  )
  expect(markdown).toContain('This export holds no passage of it.')
})

test('the head counts the articles that hold passages, and says of how many', () => {
  const holding = sampleArticle([sampleVersion([samplePassage('p1', 'for now')])])
  const markdown = exportMarkdown(sampleData([holding, sampleArticle([sampleVersion([])])]))
  expect(markdown).toContain('1 passage from 1 of 2 articles')
})

test('two versions of an article stand apart, each with its own capture', () => {
  const second = samplePassage('p2', 'for now', { versionId: 'v2' })
  const versions = [
    sampleVersion([samplePassage('p1', 'for now')]),
    sampleVersion([second], { number: 2 }),
  ]
  const markdown = exportMarkdown(sampleData([sampleArticle(versions)]))
  expect(headings(markdown).filter((line) => line.startsWith('## '))).toEqual([
    '## Harbour vote put off (version 1)',
    '## Harbour vote put off (version 2)',
  ])
})

test('a text between pieces of ours is inert', () => {
  expect(escapeInline('*a* `b` <c> &amp; \\')).toBe('\\*a\\* \\`b\\` &lt;c> &amp;amp; \\\\')
})
