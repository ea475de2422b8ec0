import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { newDraft, textRequest } from './text-request.ts'

describe('the request that keeps a pasted text', () => {
  it('leaves out what the person left empty', () => {
    expect(textRequest({ ...newDraft('A title\n\nA text'), outlet: ' ' })).toEqual({
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
    expect(textRequest(draft)).toEqual({
      kind: 'text',
      text: 'T',
      outlet: 'Harbour Post',
      authors: ['Lena Ortiz', 'Tom Hale'],
      published: '2026-05-12',
      url: 'https://harbourpost.example/1',
    })
  })

  it('refuses an address that is none', () => {
    expect(() => textRequest({ ...newDraft('T'), url: 'no address' })).toThrow(AppError)
  })
})
