import { expect, test } from 'vitest'
import { folderWords } from './folder-words.ts'

test.each([
  ['/home/lena/Documents/Pressmark', 'Documents/Pressmark'],
  ['C:\\Users\\Lena\\Documents\\Pressmark', 'Documents/Pressmark'],
  ['/coverage/', 'coverage'],
])('%s is called %s', (folder, words) => {
  expect(folderWords(folder)).toBe(words)
})
