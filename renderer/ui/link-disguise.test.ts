import { describe, expect, test } from 'vitest'
import { linkDisguise } from './link-disguise.ts'

describe('the words of a link show another host', () => {
  test.each([
    ['nypost.com', 'https://evil.example/', 'nypost.com', 'evil.example'],
    ['https://nypost.com/2026/story', 'https://evil.example/', 'nypost.com', 'evil.example'],
    ['Read it at https://nypost.com!', 'http://evil.example/', 'nypost.com', 'evil.example'],
    ['as www.nypost.com told', 'http://evil.example/', 'www.nypost.com', 'evil.example'],
    ['nypost.com/story in full', 'http://evil.example/', 'nypost.com', 'evil.example'],
    ['(nypost.com)', 'https://nypost.com.evil.example/', 'nypost.com', 'nypost.com.evil.example'],
    ['NYPOST.com', 'https://nypost.co/', 'nypost.com', 'nypost.co'],
    ['nypost\u200b.c\u00adom', 'https://evil.example/', 'nypost.com', 'evil.example'],
    ['nypost。com', 'https://evil.example/', 'nypost.com', 'evil.example'],
    ['nypost.com', 'https://xn--nypst-wce.com/', 'nypost.com', 'xn--nypst-wce.com'],
    ['https://nypost.com@evil.example', 'https://nypost.com/', 'evil.example', 'nypost.com'],
    ['127.0.0.1:8080', 'https://evil.example/', '127.0.0.1', 'evil.example'],
    ['desk@nypost.com', 'https://evil.example/', 'nypost.com', 'evil.example'],
    ['desk@nypost.com', 'mailto:desk@evil.example', 'nypost.com', 'evil.example'],
    ['https://nypost.com', 'mailto:desk@evil.example?subject=x', 'nypost.com', 'evil.example'],
    [
      'a@nypost.com',
      'mailto:a@nypost.com,b%40evil.example',
      'nypost.com',
      'nypost.com, evil.example',
    ],
  ])('%j, which leads to %s', (words, address, shown, host) => {
    expect(linkDisguise(words, address)).toEqual({ shown, host })
  })
})

test.each([
  ['the report', 'https://evil.example/'],
  ['', 'https://evil.example/'],
  ['Booking.com is fined', 'https://reuters.com/a'],
  ['report.pdf', 'https://council.example/report.pdf'],
  ['and/or', 'https://council.example/'],
  ['nypost.com', 'https://www.nypost.com/'],
  ['www.nypost.com', 'https://nypost.com/a'],
  ['https://NYPOST.com:443/story?x', 'https://nypost.com/story?x'],
  ['bücher.example', 'https://xn--bcher-kva.example/'],
  ['desk@nypost.com', 'mailto:desk@nypost.com?subject=x'],
])('%j shows no other host than that of %s', (words, address) => {
  expect(linkDisguise(words, address)).toBeNull()
})
