import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtCommandLine } from '../support/pressmark.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)
const isWindows = process.platform === 'win32'

/** A program that says it is an old Node: only its version is, which is all that the launcher asks for. */
const oldNode = `data:text/javascript,Object.defineProperty(process, 'versions', {
  value: { ...process.versions, node: '20.11.0' } })`

let folder: string
let tarball: string
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pressmark-packed-'))
  env = {
    ...process.env,
    // Nothing that npm has kept can help.
    npm_config_cache: join(folder, 'npm'),
    npm_config_offline: 'true',
    PRESSMARK_LIBRARY: join(folder, 'library'),
    PRESSMARK_DATA: join(folder, 'data'),
    PRESSMARK_CACHE: join(folder, 'cache'),
    SUDO_USER: 'tester',
  }
  // The build is the one that lies there: a second one would only be slower.
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  await run('npm', args, { cwd: root, env, shell: isWindows })
  tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? ''
  await mkdir(join(folder, 'home'))
  const install = ['install', '--prefix', '.', join(folder, tarball)]
  await run('npm', install, { cwd: join(folder, 'home'), env, shell: isWindows })
}, 180_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const installed = (path: string) => join(folder, 'home', 'node_modules', 'pressmark', path)
const launcher = () => installed('electron/launch/pressmark.mjs')

/** Runs the command that the package installs; a failure rejects. */
const pressmark = (...args: string[]) =>
  run(process.execPath, [launcher(), ...args], { cwd: folder, env })

const filesOf = async (path: string): Promise<string[]> =>
  (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

describe.skipIf(!existsSync(builtCommandLine))('npm pack (needs the built program)', () => {
  test('gives the built app, its launcher, its documents and its notices, and nothing else', async () => {
    const files = (await filesOf(installed('.'))).map((path) =>
      path.slice(installed('.').length + 1).replaceAll('\\', '/'),
    )
    const expected =
      /^(?:package\.json|README\.md|docs\/(?:decisions\/)?[\w-]+\.md|docs\/pictures\/[\w-]+\.png|tests\/docs\/read_library\.py|electron\/launch\/[\w-]+\.mjs|out\/.+|resources\/.+)$/u
    expect(files.filter((path) => !expected.test(path))).toEqual([])
    for (const path of [
      'out/main/cli.js',
      'out/renderer/index.html',
      'resources/sample/story.html',
      'resources/third-party-notices.txt',
      'docs/for-it.md',
      'tests/docs/read_library.py',
    ]) {
      expect(files).toContain(path)
    }
    const readme = await readFile(installed('README.md'), 'utf8')
    const linked = [...readme.matchAll(/\]\((?<path>docs\/[^)#]+)/gu)].map(
      ({ groups }) => groups?.['path'],
    )
    expect(linked.length).toBeGreaterThan(3)
    expect(linked.filter((path) => path === undefined || !files.includes(path))).toEqual([])
    const { scripts } = JSON.parse(await readFile(installed('package.json'), 'utf8'))
    expect(scripts.prepack).toBe('npm run build')
  })

  test('needs no package: what is built imports only Node and, for the desktop, Electron', async () => {
    const known = new Set([...builtinModules, 'electron'])
    const built = await filesOf(installed('out/main'))
    const imports = (await Promise.all(built.map((path) => readFile(path, 'utf8')))).flatMap(
      (code) => [...code.matchAll(/^import\s[^'"]*['"](?<name>[^.'"][^'"]*)['"]/gmu)],
    )
    const names = new Set(imports.map(({ groups }) => groups?.['name']?.replace(/^node:/u, '')))
    expect(names.has('fs/promises')).toBe(true)
    expect([...names].filter((name) => !known.has(name ?? ''))).toEqual([])
    expect(await readdir(join(folder, 'home', 'node_modules'))).not.toContain('react')
  })

  test('npx runs it from the file, in an empty folder, without a network', async () => {
    const empty = join(folder, 'empty')
    await mkdir(empty)
    await copyFile(join(folder, tarball), join(empty, tarball))
    const args = ['--yes', `./${tarball}`, '--help']
    const { stdout } = await run('npx', args, { cwd: empty, env, shell: isWindows })
    expect(stdout).toMatch(/^Usage: pressmark COMMAND/u)
    expect(await readdir(empty)).toEqual([tarball])
  })

  test('adds an article, lists, tags and exports it', async () => {
    const story = installed('resources/sample/story.html')
    const { stdout: added } = await pressmark('add', story, '--json')
    const [{ articleId, title }] = JSON.parse(added).results
    const { stdout: listed } = await pressmark('list', '--json')
    expect(JSON.parse(listed).articles).toMatchObject([{ id: articleId, title }])
    const { stdout: shown } = await pressmark('show', articleId, '--json')
    const quote = JSON.parse(shown).text.split('\n')[0]
    await pressmark('annotate', articleId, '--quote', quote, '--tag', 'Packed')
    for (const [format, out] of [
      ['csv', 'out.csv'],
      ['markdown', 'out.md'],
      ['w3c', 'out'],
    ] as const) {
      const { stdout } = await pressmark('export', '--format', format, '--out', out, '--json')
      for (const { path } of JSON.parse(stdout).files) expect(existsSync(path)).toBe(true)
    }
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toContain('Packed')
  })

  test('serves the whole interface until it is told to stop', async () => {
    const child = spawn(process.execPath, [launcher(), 'serve', '--json'], { cwd: folder, env })
    const ended = new Promise((resolve) => child.on('exit', resolve))
    let stdout = ''
    const address = await new Promise<string>((resolve, reject) => {
      child.on('exit', () => reject(new Error(`serve ended: ${stdout}`)))
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text
        if (stdout.trimEnd().endsWith('}')) resolve(JSON.parse(stdout).address)
      })
    })
    const page = await fetch(new URL('/index.html', address))
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ])
    const parts = [...(await page.text()).matchAll(/(?:src|href)="(?<path>[^"]+)"/gu)]
    expect(parts.length).toBeGreaterThan(1)
    for (const { groups } of parts) {
      const part = await fetch(new URL(groups?.['path'] ?? '', address))
      expect([groups?.['path'], part.status]).toEqual([groups?.['path'], 200])
      await part.arrayBuffer()
    }
    child.kill('SIGTERM')
    expect(await ended).toBe(isWindows ? null : 0)
  })

  test('says in one sentence that a Node is too old, and starts nothing', async () => {
    const args = ['--import', oldNode, launcher(), '--help']
    await expect(run(process.execPath, args, { cwd: folder, env })).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr:
        'Pressmark needs Node 22.19.0 or newer (this is 20.11.0). Nothing was started; install Node 24 from nodejs.org, and try again.\n',
    })
  })
})
