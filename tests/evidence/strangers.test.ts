import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { VersionRecord } from '../../shared/domain/version.ts'
import { chromiumFlags, chromiumPath, chromiumSandbox } from '../chromium.mjs'
import { startLadenSite, wordsOfLadenPage, type LadenSite } from '../support/laden-site.ts'
import { pressmark } from '../support/pressmark.ts'
import { makeWorkspace, type Workspace } from '../support/workspace.ts'

const run = promisify(execFile)
let site: LadenSite
let workspace: Workspace
/** The folder of the one article, which was captured by the built command line. */
let folder = ''
let record: VersionRecord

beforeAll(async () => {
  site = await startLadenSite()
  workspace = await makeWorkspace()
  const url = `http://reader:PLANTED-PASSWORD@127.0.0.1:${site.port}/start`
  const added = await pressmark(workspace, ['add', url, '--allow-private-addresses'])
  if (added.exitCode !== 0) throw new Error(added.stderr)
  const articles = join(workspace.library, 'articles')
  const [month = ''] = await readdir(articles)
  const [name = ''] = await readdir(join(articles, month))
  folder = join(articles, month, name)
  const version = (await readdir(folder)).find((file) => file.endsWith('.version.json')) ?? ''
  record = VersionRecord.parse(JSON.parse(await readFile(join(folder, version), 'utf8')))
})

afterAll(async () => {
  await site.close()
  await workspace.remove()
})

const fileOf = (role: string) =>
  join(folder, record.files.find((file) => file.role === role)?.path ?? '')

test('unzip finds no fault in a snapshot, and nothing compressed', async () => {
  const { stdout } = await run('unzip', ['-t', fileOf('snapshot')])
  expect(stdout).toContain('No errors detected')
  const { stdout: listed } = await run('unzip', ['-v', fileOf('snapshot')])
  expect(listed.match(/Stored/gu)).toHaveLength(5)
  expect(listed).not.toContain('Defl')
})

test('warcio’s own indexer writes the index that the snapshot holds', async () => {
  const inside = join(workspace.folder, 'snapshot')
  await run('unzip', ['-q', fileOf('snapshot'), '-d', inside])
  const command = join(dirname(createRequire(import.meta.url).resolve('warcio')), 'cli.js')
  const archive = join(inside, 'archive', 'data.warc.gz')
  const { stdout } = await run(process.execPath, [
    command,
    'cdx-index',
    archive,
    '--format',
    'cdxj',
  ])
  const ours = await readFile(join(inside, 'indexes', 'index.cdx'), 'utf8')
  const sorted = (index: string) => index.trim().split('\n').sort()
  expect(sorted(ours)).toEqual(sorted(stdout))
  expect(sorted(ours).length).toBeGreaterThan(10)
})

test('sha256sum finds every file of a version as its record says', async () => {
  const sums = record.files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('')
  const list = join(workspace.folder, 'SHA256SUMS')
  await writeFile(list, sums)
  const { stdout } = await run('sha256sum', ['-c', list], { cwd: folder })
  expect(stdout.match(/: OK$/gmu)).toHaveLength(record.files.length)
})

test('a planted secret is in no file of the library', async () => {
  const entries = await readdir(workspace.library, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const told: string[] = []
  for (const { parentPath, name } of files) {
    const bytes = await readFile(join(parentPath, name))
    if (bytes.includes('PLANTED')) told.push(name)
  }
  expect(told).toEqual([])
  expect(files.length).toBeGreaterThan(8)
  const inside = await run('unzip', ['-p', fileOf('snapshot'), 'archive/data.warc.gz'], {
    encoding: 'buffer',
  })
  const archive = join(workspace.folder, 'secrets.warc.gz')
  await writeFile(archive, inside.stdout)
  const { stdout: text } = await run('gzip', ['-dc', archive], { encoding: 'latin1' })
  expect(text).toContain('Set-Cookie: sha256:')
  expect(text).not.toContain('PLANTED')
})

test('Chromium shows the page in one file, asks nothing of anyone and runs no script', async () => {
  const asked: string[] = []
  const everyone = createServer((request, response) => {
    const host = request.headers.host ?? ''
    // The browser's own errands, which no flag keeps it from.
    if (!/\.(?:google|googleapis|gvt1)\.com$/u.test(host)) asked.push(`${host}${request.url ?? ''}`)
    response.end('steal()')
  })
  await new Promise<void>((resolve) => everyone.listen(0, '127.0.0.1', resolve))
  const { port } = everyone.address() as AddressInfo
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    chromiumSandbox,
    // Whatever the page wants of whomever, it is we who hear of it.
    args: [...chromiumFlags, `--host-resolver-rules=MAP * 127.0.0.1:${port}`],
  })
  try {
    const page = await browser.newPage()
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await page.exposeFunction('steal', () => asked.push('a script ran'))
    const url = pathToFileURL(fileOf('page')).href
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.getByText('Go', { exact: true }).click()
    expect(requests.filter((one) => !one.startsWith('data:'))).toEqual([url])
    expect(asked).toEqual([])
    expect(await page.locator('p').first().textContent()).toBe(wordsOfLadenPage)
    const look = await page.evaluate(() => ({
      colour: getComputedStyle(document.querySelector('p') ?? document.body).color,
      widths: [...document.querySelectorAll('img')].map((image) => image.naturalWidth),
      heading: getComputedStyle(document.querySelector('h1') ?? document.body).backgroundImage,
    }))
    expect(look.colour).toBe('rgb(18, 52, 86)')
    expect(look.widths).toEqual([7, 7])
    expect(look.heading).toContain('data:image/png')
  } finally {
    await browser.close()
    everyone.closeAllConnections()
    await new Promise((resolve) => everyone.close(resolve))
  }
})
