import { expect, test } from 'vitest'
import { checkedClaims, claimsInHtml } from './file-claims.ts'

const now = new Date('2026-06-01T12:00:00.000Z')
const url = 'https://harbourpost.example/flood?page=1'
const claimsIn = (html: string) => claimsInHtml(html, now)
const singleFile = (address: string, date: string) =>
  `<!DOCTYPE html> <html lang="en"><!--\n Page saved with SingleFile \n url: ${address} \n saved date: ${date}\n--><meta charset=utf-8><title>A flood</title><p>Words.`

test('a browser’s comment before the page tells the address, and no time', () => {
  for (const start of [
    '<!DOCTYPE html>\n',
    '\u{feff}<?xml version="1.0"?>\r\n<!doctype html>\r\n',
    '',
  ]) {
    expect(claimsIn(`${start}<!-- saved from url=(0040)${url} -->\n<html><head></head>`)).toEqual({
      url,
      savedAt: null,
      by: 'browser',
    })
  }
})

test('SingleFile’s comment tells address and time, which is kept as UTC', () => {
  const date = 'Mon Mar 09 2026 23:03:22 GMT-0500 (Eastern Standard Time)'
  expect(claimsIn(singleFile(url, date))).toEqual({
    url,
    savedAt: '2026-03-10T04:03:22.000Z',
    by: 'singlefile',
  })
})

test('the first comment that claims anything counts, whoever saved the page again', () => {
  const html = `<!DOCTYPE html>\n<!-- A note -->\n<!-- saved from url=(0040)${url} -->\n<html><!-- saved from url=(0022)https://other.example/ -->`
  expect(claimsIn(html)?.url).toBe(url)
})

test('what stands inside the page, or in its text, is no claim', () => {
  const comment = `<!-- saved from url=(0040)${url} -->`
  expect(claimsIn(`<html><head><title>x</title>${comment}`)).toBeNull()
  expect(claimsIn(`<html><body><p>Write ${comment} at the top.</p>`)).toBeNull()
  expect(claimsIn(`<html data-note='${comment}'><body>`)).toBeNull()
  expect(claimsIn(`<html><head><link rel="canonical" href="${url}">`)).toBeNull()
  expect(claimsIn(`<!-- see saved from url=(0040)${url} -->`)).toBeNull()
})

test.each([
  ['javascript:alert(1)'],
  ['file:///C:/Users/jo/flood.html'],
  ['https://jo:secret@harbourpost.example/'],
  ['about:internet'],
  ['https://'],
  ['data:text/html,x'],
  [`https://harbourpost.example/${'a'.repeat(9_000)}`],
])('the address %s is dropped', (address) => {
  expect(claimsIn(`<!-- saved from url=(0040)${address} -->`)).toBeNull()
  const date = 'Mon Mar 09 2026 14:03:22 GMT+0100'
  expect(claimsIn(singleFile(address, date))).toMatchObject({ url: null, by: 'singlefile' })
})

test.each([
  ['Fri Mar 09 2126 14:03:22 GMT+0100'],
  ['Mon Jun 01 2026 14:30:00 GMT+0100'],
  ['Mon Mar 09 1026 14:03:22 GMT+0100'],
  ['2'],
  ['yesterday'],
  ['9 March 2026'],
  ['Mon Mar 09 2026 14:03:22'],
  ['Mon Mar 99 2026 14:03:22 GMT+0100'],
  [`Mon Mar 09 2026 14:03:22 GMT+0100${' '.repeat(300)}x`],
])('the time %s is dropped', (date) => {
  expect(claimsIn(singleFile(url, date))).toEqual({ url, savedAt: null, by: 'singlefile' })
})

test('the date of a mail header is a time, and nothing at all is no claim', () => {
  const time = 'Mon, 9 Mar 2026 13:03:22 -0000'
  expect(checkedClaims({ address: null, time, by: 'mhtml' }, now)?.savedAt).toBe(
    '2026-03-09T13:03:22.000Z',
  )
  expect(checkedClaims({ address: null, time: null, by: 'mhtml' }, now)).toBeNull()
})

test('a hostile head of 10 MB is read in one pass', () => {
  for (const piece of ['<!-- x --> ', '<!--', '<html "', "<html '", '<!doctype '])
    expect(claimsIn(piece.repeat(1_000_000))).toBeNull()
})
