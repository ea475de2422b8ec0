import { describe, expect, it } from 'vitest'
import { addressList } from './address-list.ts'

describe('what comes on standard input', () => {
  it.each([
    ['one address', 'https://a.example/1\n', ['https://a.example/1']],
    [
      'a list',
      'https://a.example/1\r\n\r\nhttp://b.example/2',
      ['https://a.example/1', 'http://b.example/2'],
    ],
    [
      'a list with an address of another kind',
      'https://a.example/1\nftp://a.example/x',
      ['https://a.example/1', 'ftp://a.example/x'],
    ],
    ['a list with remarks', '# Monday\nhttps://a.example/1', ['https://a.example/1']],
    [
      'an address that words follow',
      'https://a.example/1 see below',
      ['https://a.example/1 see below'],
    ],
    ['what is no address to capture', 'javascript:alert(1)', ['javascript:alert(1)']],
    ['an address without its scheme', 'www.example.org/foo', ['www.example.org/foo']],
    ['an address in another script', 'кремль.рф', ['кремль.рф']],
    ['a list with a slip', 'https://a.example/1\nnot this', ['https://a.example/1', 'not this']],
  ])('is %s', (_what, words, lines) => {
    expect(addressList(words)).toEqual(lines)
  })

  it.each([
    ['a text', 'Council rejects report\n\nThe council on Monday rejected it.'],
    ['a text that quotes an address', `https://a.example/1\n${'word '.repeat(20)}`],
    ['a text without spaces', '市议会周二以十九票对十二票否决了关于堤岸的洪水报告'],
    [
      'a text that begins like a scheme',
      'Update:市议会周二以十九票对十二票否决了关于堤岸的洪水报告',
    ],
    ['nothing', ' \n'],
    ['only remarks', '# Monday'],
  ])('is no list when it is %s', (_what, words) => {
    expect(addressList(words)).toBeNull()
  })
})
