import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerRequest } from './answer-request.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-interface-'))
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true })
  await writeFile(join(folder, 'renderer', 'index.html'), '<h1>Pressmark</h1>')
  await writeFile(join(folder, 'renderer', 'assets', 'a.js'), 'export {}')
  await writeFile(join(folder, 'secret.json'), '{}')
})

afterEach(() => rm(folder, { recursive: true }))

function ask(url: string, method = 'GET'): Promise<Response> {
  return answerRequest({ method, url }, join(folder, 'renderer'))
}

test('the page and its parts come with their type and the policy', async () => {
  const page = await ask('app://pressmark/#library')
  expect(page.status).toBe(200)
  expect(await page.text()).toBe('<h1>Pressmark</h1>')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  const script = await ask('app://pressmark/assets/a.js?v=1')
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

test('HEAD answers without a body', async () => {
  const page = await ask('app://pressmark/', 'HEAD')
  expect([page.status, await page.text()]).toEqual([200, ''])
})

test.each([
  'app://pressmark/../secret.json',
  'app://pressmark/%2e%2e/secret.json',
  'app://pressmark/..%2fsecret.json',
  'app://pressmark/assets/..%5c..%5csecret.json',
  'app://pressmark/assets',
  'app://pressmark/assets/',
  'app://pressmark/assets/none.js',
  'app://pressmark/index.html/x.js',
  'app://evil/index.html',
  'app://pressmark:1/index.html',
])('%s does not exist', async (url) => {
  const answer = await ask(url)
  expect([answer.status, await answer.text()]).toEqual([404, ''])
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('nothing can be written', async () => {
  expect((await ask('app://pressmark/', 'POST')).status).toBe(405)
})
