import { describe, expect, it } from 'vitest'
import { newDraft, textRequest, type TextDraft } from './text-request.ts'

const refusalsOf = (some: Partial<TextDraft>) =>
  textRequest({ ...newDraft('A title'), ...some }).refusals

describe('the request that keeps a pasted text', () => {
  it('leaves out what the person left empty', () => {
    expect(textRequest({ ...newDraft('A title\n\nA text'), outlet: ' ' }).request).toEqual({
      kind: 'text',
      text: 'A title\n\nA text',
    })
  })

  it('parts authors by commas and completes the address', () => {
    const draft = {
      text: 'T',
      outlet: 'Harbour Post',
      authors: 'Lena Ortiz, Tom Hale;',
      published: '2026-05-12',
      url: 'harbourpost.example/1',
    }
    expect(textRequest(draft).request).toEqual({
      kind: 'text',
      text: 'T',
      outlet: 'Harbour Post',
      authors: ['Lena Ortiz', 'Tom Hale'],
      published: '2026-05-12',
      url: 'https://harbourpost.example/1',
    })
  })

  it('refuses an address that is none', () => {
    expect(refusalsOf({ url: 'no address' })).toEqual({
      url: expect.stringContaining('“no address” is not a web address') as string,
    })
  })

  it.each([
    ['outlet', { outlet: 'x'.repeat(612) }, 'at most 500 characters, and this has 612'],
    [
      'authors',
      { authors: `Lena, ${'x'.repeat(501)}` },
      'at most 500 characters, and this has 501',
    ],
    ['authors', { authors: 'a,'.repeat(101) }, 'at most 100 authors, and these are 101'],
    ['url', { url: `https://a.example/${'x'.repeat(8_200)}` }, 'at most 8,192 characters'],
    ['published', { published: '12026-05-12' }, 'the year in four digits'],
    ['text', { text: 'x'.repeat(20_000_001) }, 'at most 20,000,000 characters'],
  ])('says by the field what is too much: %s', (field, some, words) => {
    const sentence = expect.stringContaining(words) as string
    expect(refusalsOf(some)).toEqual({ [field]: sentence })
  })

  it('tells of every field at once', () => {
    const refusals = refusalsOf({ outlet: 'x'.repeat(501), url: 'no address' })
    expect(Object.keys(refusals ?? {})).toEqual(['outlet', 'url'])
  })
})
