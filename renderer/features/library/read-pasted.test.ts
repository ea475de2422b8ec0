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

  it.each([
    ['Chinese', '市议会周二以十九票对十二票否决了关于堤岸的洪水报告'],
    [
      'Chinese with a number and a point',
      '市议会今天以19.12票的比例否决了关于堤岸的洪水报告并推迟了表决',
    ],
    ['Chinese as a short sentence', '市议会否决了洪水报告。'],
    ['Japanese', '市議会は火曜日、堤防に関する洪水報告書を賛成十二、反対十九で否決した。'],
    ['Thai', 'สภาเทศบาลปฏิเสธรายงานน้ำท่วมเมื่อวันอังคารหลังการอภิปรายที่ยาวนาน'],
    ['Arabic', 'رفض المجلس تقرير الفيضان يوم الثلاثاء بعد نقاش طويل ومرير.'],
    [
      'Chinese with an address in it',
      '市议会否决了报告，详见https://a.example/1，居民对此表示不满并要求重新表决',
    ],
    ['a scheme-like first word', 'Update:市议会周二以十九票对十二票否决了关于堤岸的洪水报告'],
  ])('is a text in %s', (_script, text) => {
    expect(readPasted(text)).toEqual({ kind: 'prose', text })
  })

  it.each([
    ['https://例え.jp/記事', 'https://xn--r8jz45g.jp/%E8%A8%98%E4%BA%8B'],
    ['例え.jp/記事', 'https://xn--r8jz45g.jp/%E8%A8%98%E4%BA%8B'],
    ['кремль.рф', 'https://xn--e1ajeds9e.xn--p1ai/'],
    ['bbc.co.uk', 'https://bbc.co.uk/'],
    ['localhost:8093/post', 'https://localhost:8093/post'],
    ['127.0.0.1:8093/post', 'https://127.0.0.1:8093/post'],
    ['http://intranet/minutes', 'http://intranet/minutes'],
    ['10.1000/xyz123', 'https://doi.org/10.1000/xyz123'],
    ['doi:10.1000/xyz123', 'https://doi.org/10.1000/xyz123'],
    ['<https://a.example/1>', 'https://a.example/1'],
    ['“https://a.example/1”.', 'https://a.example/1'],
    ['https://a.example/1。', 'https://a.example/1'],
    ['1. https://a.example/1', 'https://a.example/1'],
    [
      'https://en.wikipedia.org/wiki/Flood_(disambiguation)',
      'https://en.wikipedia.org/wiki/Flood_(disambiguation)',
    ],
    ['https://ja.wikipedia.org/wiki/a（b）', 'https://ja.wikipedia.org/wiki/a%EF%BC%88b%EF%BC%89'],
  ])('%s is the address %s', (text, url) => {
    expect(readPasted(text)).toEqual({ kind: 'addresses', urls: [url], rest: '', sentence: null })
  })

  it('is several addresses on one line', () => {
    const pasted = readPasted('https://a.example/1, https://a.example/2; b.example')
    expect(pasted).toMatchObject({
      urls: ['https://a.example/1', 'https://a.example/2', 'https://b.example/'],
      rest: '',
    })
  })

  it('keeps the words that stood before an address, and says so', () => {
    expect(readPasted('Council rejects report: https://a.example/1')).toEqual({
      kind: 'addresses',
      urls: ['https://a.example/1'],
      rest: 'Council rejects report',
      sentence: 'The address was captured, without the words before it: they stay here.',
    })
  })

  it('never guesses where an address ends that words follow', () => {
    expect(readPasted('https://a.example/flood report')).toEqual({
      kind: 'neither',
      sentence:
        'Words follow the address “https://a.example/flood” in “https://a.example/flood report”, and it is not clear where it ends. Nothing was captured; leave only the address.',
    })
  })

  it.each([
    ['lena@harbourpost.example', 'is an e-mail address'],
    ['C:\\Users\\Lena\\flood minutes.txt', 'names a file'],
    ['\\\\server\\share\\minutes', 'names a file'],
    ['/home/lena/minutes.html', 'names a file'],
    ['file:///home/lena/minutes.html', 'names a file'],
    ['minutes.html', 'names a file'],
    ['flood minutes.pdf', 'names a file'],
    ['javascript:alert(1)', 'not “javascript:”'],
    ['ftp://a.example/minutes/of/the/board/on/the/gate/in/the/third/winter', 'not “ftp:”'],
    [
      `https://a.example/?q=${'x'.repeat(9_000)}`,
      'has at most 8,192 characters, and this has 9,021',
    ],
    ['19.12', 'is not a web address'],
    ['报告说.市议会不听', 'is not a web address'],
    ['例え.jp。東京', 'is not a web address'],
  ])('%s is neither: it %s', (text, words) => {
    const sentence = expect.stringContaining(words) as string
    expect(readPasted(text)).toEqual({ kind: 'neither', sentence })
  })

  it('is neither when many files are named, however many words that makes', () => {
    const names = Array.from({ length: 9 }, (_, place) => `minutes ${place}.docx`)
    expect(readPasted(names.join('\n'))).toMatchObject({ kind: 'neither' })
  })
})
