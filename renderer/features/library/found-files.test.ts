import { expect, it } from 'vitest'
import { pagesIn, type FoundFile } from './found-files.ts'
import { takeFiles } from './take-files.ts'

const at = (path: string, text = 'x'): FoundFile => ({
  path,
  file: new File([text], path.split('/').at(-1) ?? ''),
})
/** What is captured, page by page, and what is not. */
function read(...paths: string[]) {
  const { pages, others } = pagesIn(paths.map((path) => at(path)))
  return [
    ...pages.map(({ file, beside }) => [file.name, ...beside.map(({ path }) => path)].join(' + ')),
    ...others.map(({ path }) => `not ${path}`),
  ]
}

it('a page takes along the folder that was saved beside it, the pages of its frames not apart', () => {
  expect(read('quay.html', 'quay_files/pier.gif', 'quay_files/saved_resource.html')).toEqual([
    'quay.html + quay_files/pier.gif + quay_files/saved_resource.html',
  ])
  expect(read('kept/a.html', 'kept/a_files/1.gif', 'kept/b.mhtml', 'kept/b_files/2.gif')).toEqual([
    'a.html + a_files/1.gif',
    'b.mhtml + b_files/2.gif',
  ])
})

it('a page that was renamed has its folder where there is no other', () => {
  expect(read('flood.html', 'quay_files/pier.gif')).toEqual(['flood.html + quay_files/pier.gif'])
  expect(read('a.html', 'b.html', 'quay_files/pier.gif')).toEqual([
    'a.html',
    'b.html',
    'not quay_files/pier.gif',
  ])
})

it('a folder without its page is no page, and neither is a picture', () => {
  expect(read('quay_files/pier.gif', 'quay_files/frame.html', 'pier.gif')).toEqual([
    'not quay_files/pier.gif',
    'not quay_files/frame.html',
    'not pier.gif',
  ])
})

it('everything that is not taken is told', async () => {
  const paths = ['a.webarchive', 'b.png', 'c_files/1.gif', 'c_files/2.html', 'd/1.gif', 'd/2.gif']
  const { requests, refusals } = await takeFiles(
    paths.map((path) => at(path)),
    null,
  )
  expect(requests).toEqual([])
  expect(refusals).toEqual([
    expect.stringMatching(/“a.webarchive” is a web archive, which only Safari opens/u),
    expect.stringMatching(/“b.png” was not added: Pressmark takes saved pages/u),
    '“c_files” was saved with a page: add it together with that page.',
    expect.stringMatching(/^2 files of “d” were not added/u),
  ])
})

it('one address takes one page, with its folder', async () => {
  const url = 'https://harbourpost.example/quay'
  const two = await takeFiles([at('a.html'), at('b.html')], url)
  expect(two.requests).toEqual([])
  expect(two.refusals).toEqual([expect.stringContaining('2 pages, and one address takes one')])
  const one = await takeFiles([at('a.html'), at('a_files/1.gif', 'GIF'), at('a_files/1.js')], url)
  expect(one).toMatchObject({
    requests: [{ name: 'a.html', url, files: [{ name: 'a_files/1.gif' }] }],
    refusals: [],
  })
})
