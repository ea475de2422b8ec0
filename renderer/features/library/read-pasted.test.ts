import { describe, expect, it } from 'vitest'
import { readPasted } from './read-pasted.ts'

const prose =
  'The board was told three winters running that the gate would not hold, and did nothing.'

describe('what was pasted', () => {
  it('is an address, completed where only the host was written', () => {
    expect(readPasted('  harbourpost.example/news/771 \n')).toEqual({
      kind: 'addresses',
      urls: ['https://harbourpost.example/news/771'],
      rest: '',
      sentence: null,
    })
  })

  it('is a list of addresses, each once, whatever ends the lines', () => {
    const pasted = readPasted('https://a.example/1\r\n\r\nhttps://a.example/2\rhttps://a.example/1')
    expect(pasted).toMatchObject({ urls: ['https://a.example/1', 'https://a.example/2'] })
  })

  it('keeps the slips of a list, with the reason', () => {
    const pasted = readPasted('https://a.example/1\nhttps://a.example/2\nnot this')
    expect(pasted).toMatchObject({
      kind: 'addresses',
      urls: ['https://a.example/1', 'https://a.example/2'],
      rest: 'not this',
      sentence: expect.stringContaining('“not this” is not a web address') as string,
    })
  })

  it('is the text of an article when it has many words, even with an address in it', () => {
    expect(readPasted(prose)).toEqual({ kind: 'prose', text: prose })
    const quoting = `https://a.example/1\n${prose}`
    expect(readPasted(quoting)).toEqual({ kind: 'prose', text: quoting })
  })

  it('is neither when it is a few words, or an address of another kind', () => {
    expect(readPasted('flood minutes')).toMatchObject({ kind: 'neither' })
    expect(readPasted('ftp://a.example/minutes')).toMatchObject({
      kind: 'neither',
      sentence: expect.stringContaining('http and https') as string,
    })
  })

  it('is nothing when it is blank', () => {
    expect(readPasted(' \n\t ')).toEqual({ kind: 'nothing' })
  })
})
