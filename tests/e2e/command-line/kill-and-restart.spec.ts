import { expect, test } from '@playwright/test'
import { connectTo, startBrowserShell } from '../../support/browser-shell.ts'
import { pressmark } from '../../support/pressmark.ts'
import { bridgeToll } from '../../support/story-pages.ts'
import { makeWorkspace } from '../../support/workspace.ts'

test('nothing acknowledged is lost when the app is killed while it writes', async () => {
  const workspace = await makeWorkspace()
  const text = `${bridgeToll.title}\n\n${bridgeToll.paragraphs.join('\n\n')}`
  const added = await pressmark(workspace, ['add', '-', '--json'], { stdin: text })
  const [{ articleId }] = added.json.results
  const acknowledged: string[] = []

  for (const round of [1, 2, 3]) {
    const shell = await startBrowserShell(workspace)
    const { client, close } = await connectTo(shell)
    const { version } = await client.call('articles.open', { id: articleId })
    const write = async (index: number): Promise<void> => {
      const reply = await client.call('annotations.create', {
        articleId,
        versionId: version.id,
        passage: { start: index, end: index + 30 },
        tags: [{ path: `Round ${round}/Tag ${index}` }],
        note: '',
      })
      acknowledged.push(reply.annotation.annotation.id)
      // The kill comes in the middle of what is still being written.
      if (acknowledged.length >= round * 10) await shell.kill()
    }
    const writes = Array.from({ length: 40 }, (_, index) => write(index))
    const outcomes = await Promise.allSettled(writes)
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true)
    await shell.kill()
    close()

    const shown = await pressmark(workspace, ['show', articleId, '--json'])
    expect(shown.exitCode).toBe(0)
    const kept: string[] = shown.json.annotations.map(({ id }: { id: string }) => id)
    expect(kept).toEqual(expect.arrayContaining(acknowledged))
  }

  const listed = await pressmark(workspace, ['list', '--json'])
  expect(listed.json.articles).toHaveLength(1)
  expect(listed.stderr).toBe('')
  await workspace.remove()
})
