import { createServer, type Server } from 'node:http'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { codeSpans, pages, root, shownLines } from '../../docs/pages.ts'
import { pressmark } from '../../support/pressmark.ts'
import { makeWorkspace, type Workspace } from '../../support/workspace.ts'

/** Fiction at the address that the pages name, with the words that they quote. */
const story = `<html lang="en"><head><title>Flood report</title></head><body><article>
<h1>The flood report</h1>
<p>The council ignored residents who had asked for a higher wall, says a report that was read on Monday.</p>
<p>It counts forty houses, two bridges and a school, and names nobody who is to blame for any of them.</p>
</article></body></html>`

const page = (name: string) => pages().filter(({ path }) => path === name)
const withoutNpx = (line: string) =>
  line.replace(/^npx (?:\.\/pressmark-[\d.]+\.tgz|pressmark) ?/u, '')
const isCommand = (line: string) =>
  /^npx (?:pressmark|\.\/pressmark-[\d.]+\.tgz)(?: |$)/u.test(line)

/** The words of a command as a shell takes them apart; the pages quote with " alone. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"(?<quoted>[^"]*)"|(?<bare>\S+)/gu)].map(
    ({ groups }) => groups?.['quoted'] ?? groups?.['bare'] ?? '',
  )
}

let workspace: Workspace
let site: Server
let origin: string
test.beforeEach(async () => {
  workspace = await makeWorkspace()
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(story)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const address = site.address()
  origin = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : ''
})
test.afterEach(async () => {
  site.closeAllConnections()
  await new Promise((resolve) => site.close(resolve))
  await workspace.remove()
})

test('the commands of the README run one after the other, as they stand there', async () => {
  const commands = page('README.md').flatMap(shownLines).filter(isCommand).map(withoutNpx)
  expect(commands.length).toBeGreaterThan(4)
  let id = ''
  for (const command of commands) {
    const words = wordsOf(command).map((word) =>
      word.replace(/^https:\/\/[\w.]+\.example/u, origin).replace(/^[0-9a-f]{8}$/u, () => id),
    )
    const isAdd = words[0] === 'add'
    const run = await pressmark(workspace, isAdd ? [...words, '--allow-private-addresses'] : words)
    expect([command, run.exitCode, run.stderr.includes('Not captured')]).toEqual([
      command,
      0,
      false,
    ])
    if (!isAdd) continue
    const listed = await pressmark(workspace, ['list', '--json'])
    id = listed.json.articles[0].id.slice(-8)
  }
})

test('every command that any page names is one, with the options that it names', async () => {
  const shown = pages().flatMap((one) => [...shownLines(one), ...codeSpans(one)])
  const commands = shown
    .filter((line) => isCommand(line) || /^pressmark [a-z]/u.test(line))
    .map((line) => wordsOf(withoutNpx(line).replace(/^pressmark /u, '')))
    .filter(([name]) => name !== undefined && /^[a-z]+$/u.test(name))
  const names = new Set(commands.map(([name]) => name ?? ''))
  expect(names.has('serve')).toBe(true)
  for (const name of names) {
    const { exitCode, stdout } = await pressmark(workspace, [name, '--help'])
    expect([name, exitCode]).toEqual([name, 0])
    const options = commands.filter(([first]) => first === name).flat()
    for (const option of options.filter((word) => word.startsWith('--'))) {
      expect(stdout).toContain(option)
    }
  }
})

test('every option in the documents is one of the program’s', async () => {
  const { stdout } = await pressmark(workspace, ['--help'])
  const names = [...stdout.matchAll(/^ {2}([a-z]+)/gmu)].map(([, name]) => name ?? '')
  const help = await Promise.all(names.map((name) => pressmark(workspace, [name, '--help'])))
  const known = [stdout, ...help.map((run) => run.stdout)].join('\n')
  const documents = pages().filter(({ path }) => /^(?:README|docs\/[\w-]+)\.md$/u.test(path))
  const options = documents.flatMap(codeSpans).flatMap((span) => span.match(/--[a-z-]+/gu) ?? [])
  const others = ['--project', '--update-snapshots'] // Playwright’s
  const unknown = options.filter((option) => !known.includes(option) && !others.includes(option))
  expect([...new Set(unknown)]).toEqual([])
})

test('the check of a library by Python runs as documented', async () => {
  test.skip(spawnSync('python3', ['--version']).status !== 0, 'needs python3')
  const [command] = page('docs/for-it.md')
    .flatMap(codeSpans)
    .filter((span) => span.startsWith('python3 '))
  await pressmark(workspace, ['add', `${origin}/a`, '--allow-private-addresses'])
  expect(existsSync(workspace.library)).toBe(true)
  const words = wordsOf(command ?? '').map((word) => (word === 'FOLDER' ? workspace.library : word))
  const { status, stdout } = spawnSync(words[0] ?? '', words.slice(1), {
    cwd: root,
    encoding: 'utf8',
  })
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    articles: [{ title: 'The flood report' }],
    problems: [],
  })
})
