import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { pressmark } from '../../support/pressmark.ts'
import { startSite } from '../../support/site-server.ts'
import { makeWorkspace, type Workspace } from '../../support/workspace.ts'

let workspace: Workspace

test.beforeEach(async () => {
  workspace = await makeWorkspace()
})
test.afterEach(() => workspace.remove())

test('a table of addresses: what is here stays, the rest is captured, slips are told', async () => {
  const site = await startSite(workspace.folder)
  try {
    const here = ['add', site.url('many/1'), '--allow-private-addresses']
    expect((await pressmark(workspace, here)).exitCode).toBe(0)
    const list = join(workspace.folder, 'list.csv')
    const rows = ['title,url', `One,${site.url('many/1')}`, `Two,${site.url('many/2')}`, 'Three,no']
    await writeFile(list, `${rows.join('\n')}\n`)
    const args = ['add', '--list', list, '--allow-private-addresses', '--json']
    const { exitCode, json, stderr } = await pressmark(workspace, args)
    expect(exitCode).toBe(0)
    expect(stderr).toContain(`${list}: 2 found, 1 already here.`)
    expect(stderr).toContain('Left out: no\n    This is no web address.')
    expect(json.results.map(({ input }: { input: string }) => input)).toEqual([site.url('many/2')])
    expect(json.lists).toMatchObject([
      { source: list, ok: true, found: 2, here: [{ url: site.url('many/1') }] },
    ])
  } finally {
    await site.close()
  }
})

test('a feed at an address, and a list that cannot be read', async () => {
  const site = await startSite(workspace.folder)
  try {
    const feed = ['add', '--list', site.url('feed/other'), '--allow-private-addresses']
    const { exitCode, stdout } = await pressmark(workspace, feed)
    expect(exitCode).toBe(0)
    expect(stdout).toContain('2 found, 0 already here')
    const gone = await pressmark(workspace, ['add', '--list', 'gone.opml'])
    expect(gone.exitCode).toBe(1)
    expect(gone.stdout).toContain('The list “gone.opml” cannot be read (ENOENT)')
  } finally {
    await site.close()
  }
})
