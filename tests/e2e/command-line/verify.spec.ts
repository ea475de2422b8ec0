import { spawn } from 'node:child_process'
import { appendFile, chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { addText, annotate } from '../../support/given-library.ts'
import { builtCommandLine, pressmark } from '../../support/pressmark.ts'
import { makeWorkspace, type Workspace } from '../../support/workspace.ts'

let workspace: Workspace
let articleId: string

test.beforeEach(async () => {
  workspace = await makeWorkspace()
  const text = 'The ferry is late\n\nNobody has been left on the quay, the harbour office said.'
  articleId = await addText(workspace, text)
  await annotate(workspace, articleId, 'left on the quay', 'Frames/Absence')
})
test.afterEach(() => workspace.remove())

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.map((entry) => join(entry.parentPath, entry.name)).sort()
}

async function fileOf(ending: string): Promise<string> {
  const found = (await filesOf(workspace.library)).find((path) => path.endsWith(ending))
  return found ?? ending
}

/** Every name below a folder, with what changes when it is touched. */
async function everything(folder: string): Promise<string[]> {
  const states = (await filesOf(folder)).map(async (path) => {
    const { mtimeMs, ctimeMs, size, mode } = await stat(path)
    return [path, mtimeMs, ctimeMs, size, mode].join(' ')
  })
  return Promise.all(states)
}

test('a library that is whole is said to be, and the exit code is 0', async () => {
  const { exitCode, stdout } = await pressmark(workspace, ['verify'])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(
    /^\d+ files match\. 1 article, 1 version\. The custody log is unbroken, 2 lines\.\n$/u,
  )
})

test('one altered byte: the file is named, with the passages that rest on it, and the exit code is 1', async () => {
  const path = await fileOf('.text.txt')
  const bytes = await readFile(path)
  bytes[3] = (bytes[3] ?? 0) ^ 1
  await chmod(path, 0o644)
  await writeFile(path, bytes)
  const { exitCode, stdout } = await pressmark(workspace, ['verify', articleId.slice(-8)])
  expect(exitCode).toBe(1)
  expect(stdout).toContain(path.slice(workspace.library.length + 1))
  expect(stdout).toMatch(
    /1 passage rests on it:\n.*“left on the quay” {2}Frames\/Absence · tester/u,
  )
  const { json } = await pressmark(workspace, ['verify', '--json'])
  expect(json.findings).toHaveLength(1)
  expect(json.findings[0]).toMatchObject({ kind: 'altered', articleId, version: 1 })
  expect(json.findings[0].rests[0]).toMatchObject({ exact: 'left on the quay' })
})

test('a document that was edited outside is told, and the exit code is 0', async () => {
  const path = await fileOf('codebook.json')
  await writeFile(path, (await readFile(path, 'utf8')).replace('Absence', 'Silence'))
  const { exitCode, stdout } = await pressmark(workspace, ['verify'])
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('edited outside Pressmark')])
})

test('a torn last line is unfinished, not tampered with, and the exit code is 1', async () => {
  const path = await fileOf('.jsonl')
  await appendFile(path, '{"seq":3,"at":"2026')
  const { exitCode, stdout } = await pressmark(workspace, ['verify'])
  expect([exitCode, stdout]).toEqual([1, expect.stringContaining('nothing was tampered with')])
})

test('an id that fits nothing is wrong usage, which never looks like tampering', async () => {
  for (const id of ['01zzzzzz', 'no']) {
    const { exitCode, stderr } = await pressmark(workspace, ['verify', id])
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^(?:Nothing in this|“no” is)/u)])
  }
})

test('nothing is written: not in the library, not on the machine, also at its first start', async () => {
  const newcomer = { ...workspace.env, PRESSMARK_DATA: join(workspace.folder, 'new', 'data') }
  for (const env of [workspace.env, newcomer]) {
    const before = await everything(workspace.folder)
    const { exitCode } = await pressmark({ ...workspace, env }, ['verify'])
    expect(exitCode).toBe(0)
    expect(await everything(workspace.folder)).toEqual(before)
  }
})

test('somebody who may only read verifies as well', async () => {
  test.skip(process.getuid?.() !== 0, 'only root can become somebody else')
  for (const path of await filesOf(workspace.folder)) {
    await chmod(path, (await stat(path)).isDirectory() ? 0o555 : 0o444)
  }
  await chmod(workspace.folder, 0o755)
  const child = spawn(process.execPath, [builtCommandLine, 'verify', '--json'], {
    cwd: '/',
    env: workspace.env,
    uid: 65_534,
    gid: 65_534,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  const exitCode = await new Promise((resolve) => child.on('close', resolve))
  expect([exitCode, JSON.parse(stdout).findings]).toEqual([0, []])
})
