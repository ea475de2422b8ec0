import { describe, expect, it } from 'vitest'
import { externalUrl } from '../../electron/web/navigation.ts'
import { outsideAddress } from './outside-address.ts'
import { readNote, wordsOfNote } from './read-note.ts'

const read = (markdown: string): string => String(readNote(markdown))

describe('a note', () => {
  it('has lists, quotations, code and emphasis; a new line is a new line', () => {
    expect(read('See *minutes*\nof **March**')).toBe(
      'doc(paragraph("See ", em("minutes"), line_break, "of ", strong("March")))',
    )
    expect(read('- one\n- two\n\n> said\n\n`code`')).toBe(
      'doc(bullet_list(list_item(paragraph("one")), list_item(paragraph("two"))), blockquote(paragraph("said")), paragraph(code("code")))',
    )
  })

  it('keeps HTML as the words that it is', () => {
    expect(read('<b>x</b> <img src=x onerror=alert(1)>')).toBe(
      'doc(paragraph("<b>x</b> <img src=x onerror=alert(1)>"))',
    )
    expect(wordsOfNote('<script>alert(1)</script>')).toBe('<script>alert(1)</script>')
  })

  it('keeps a remark that looks like the definition of a link', () => {
    expect(wordsOfNote('[1]: minutes-of-march')).toBe('[1]: minutes-of-march')
  })

  it('is words on one line where there is room for no more', () => {
    expect(wordsOfNote('# Ask\n\n- *who* signed\n- [why](https://a.example)')).toBe(
      'Ask who signed why',
    )
  })

  it('that is nested too deep to be read is left as it was typed, with every word', () => {
    for (const deep of [`${'> '.repeat(40)}deep`, `${'*'.repeat(50)}deep${'*'.repeat(50)}`]) {
      expect(readNote(deep)).toBeNull()
      expect(wordsOfNote(deep)).toBe(deep)
    }
    expect(wordsOfNote(`${'> '.repeat(6)}deep`)).toBe('deep')
  })

  it.each([
    'a',
    '[',
    '![a](',
    '[a](',
    '*a ',
    '*a **b ',
    '*a_',
    '> ',
    '- a\n',
    'a\n',
    '<a ',
    '`',
    '&',
    '\\',
    '<https://',
  ])('of a hundred thousand characters of %j is read whole', (piece) => {
    const note = piece.repeat(100_000 / piece.length)
    expect(readNote(note)?.content.size ?? note.length).toBeGreaterThan(0)
  })
})

describe('the address of a link in a note', () => {
  it.each([
    'https://example.org/a?b=c',
    'HTTP://Example.org',
    'mailto:desk@example.org',
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'app://pressmark/',
    'https://nypost.com@evil.example/',
    'ms-msdt:/id',
    '//example.org',
    '/a',
    '',
  ])('leads where the shells let it: %j', (raw) => {
    expect(outsideAddress(raw)).toBe(externalUrl(raw))
  })
})
