import { expect, it } from 'vitest'
import { wholePath } from './whole-path.ts'

it('a file of the library is named with its folder, as the system writes paths', () => {
  const file = 'articles/2026-05/gate-1a2b3c4d/article.json'
  expect(wholePath('/home/ida/Pressmark', file)).toBe(`/home/ida/Pressmark/${file}`)
  expect(wholePath('/', 'codebook.json')).toBe('/codebook.json')
  expect(wholePath('C:\\Users\\Ida\\Pressmark', file)).toBe(
    'C:\\Users\\Ida\\Pressmark\\articles\\2026-05\\gate-1a2b3c4d\\article.json',
  )
})

it('a path that is whole already stays, and so does one of a folder that nobody knows yet', () => {
  expect(wholePath('/home/ida/Pressmark', '/home/ida/.local/settings.json')).toBe(
    '/home/ida/.local/settings.json',
  )
  expect(wholePath('C:\\Pressmark', 'D:\\settings.json')).toBe('D:\\settings.json')
  expect(wholePath(null, 'codebook.json')).toBe('codebook.json')
})
