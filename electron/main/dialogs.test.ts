import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { run, type Application } from '../../shared/api/serve.ts'
import { choosePathNowhere } from '../app/handlers/choose-path.ts'
import { withDialogs, type Dialogs } from './dialogs.ts'

type Shown = { kind: 'save' | 'open'; window: unknown } & SaveDialogOptions & OpenDialogOptions
type Answer = Awaited<ReturnType<Dialogs['showSaveDialog']>> &
  Awaited<ReturnType<Dialogs['showOpenDialog']>>

const window = {} as BrowserWindow

/** Answers calls with dialogs in which a person chooses `path`, or nothing. */
function over(path: string | null): {
  shown: Shown[]
  ask: (input: unknown) => ReturnType<typeof run<'exports.choosePath'>>
} {
  const shown: Shown[] = []
  const show = (kind: Shown['kind']) => (over: unknown, options: SaveDialogOptions) => {
    shown.push({ kind, window: over, ...options } as Shown)
    const answer = { canceled: path === null, filePath: path ?? '', filePaths: path ? [path] : [] }
    return Promise.resolve(answer as Answer)
  }
  const dialogs = {
    showSaveDialog: show('save'),
    showOpenDialog: show('open'),
  } as unknown as Dialogs
  const application = {
    handlers: { 'exports.choosePath': choosePathNowhere() },
  } as unknown as Application
  const { handlers } = withDialogs(application, dialogs, window)
  const steps = { signal: new AbortController().signal, progress: () => undefined }
  const ask = (input: unknown) =>
    run(handlers, 'exports.choosePath', input, steps, (bug) => {
      throw bug
    })
  return { shown, ask }
}

it('a file is chosen by the dialog for saving, over the window, beginning where it would go', async () => {
  const chosen = join('/home/ida', 'thesis.csv')
  const { shown, ask } = over(chosen)
  const result = await ask({ format: 'csv', path: '/home/ida/Documents/export.csv' })
  expect(result).toEqual({ ok: true, value: { path: chosen } })
  expect(shown).toMatchObject([
    {
      kind: 'save',
      defaultPath: '/home/ida/Documents/export.csv',
      filters: [{ extensions: ['csv'] }],
    },
  ])
  expect(shown[0]?.window).toBe(window)
})

it('a folder is made in the one that is chosen, under the name that stood there', async () => {
  const { shown, ask } = over('/home/ida/thesis')
  const result = await ask({ format: 'w3c', path: '/home/ida/Documents/Chapter 2' })
  expect(result).toEqual({ ok: true, value: { path: join('/home/ida/thesis', 'Chapter 2') } })
  expect(shown).toMatchObject([
    {
      kind: 'open',
      defaultPath: '/home/ida/Documents',
      properties: ['openDirectory', 'createDirectory'],
    },
  ])
})

it('without a path the dialogs begin where the system likes, and a folder gets a name', async () => {
  const { shown, ask } = over('/srv')
  await ask({ format: 'markdown', path: '' })
  expect(await ask({ format: 'w3c', path: '' })).toMatchObject({
    value: { path: join('/srv', 'Pressmark export') },
  })
  expect(shown.map((options) => 'defaultPath' in options)).toEqual([false, false])
})

it('choosing nothing changes nothing', async () => {
  const { ask } = over(null)
  for (const format of ['markdown', 'w3c'])
    expect(await ask({ format, path: '/tmp/x' })).toEqual({ ok: true, value: { path: null } })
})

it('garbage shows no dialog', async () => {
  const { shown, ask } = over('/srv')
  const results = [
    await ask({ format: 'pdf', path: '' }),
    await ask({ format: 'csv', path: 'x'.repeat(40_000) }),
    await ask({ format: 'csv', path: '', title: 'Give me your password' }),
  ]
  expect(results).toMatchObject(results.map(() => ({ error: { code: 'invalid-input' } })))
  expect(shown).toEqual([])
})

it('the application alone refuses in a sentence', async () => {
  await expect(choosePathNowhere()({ format: 'csv', path: '' }, {} as never)).rejects.toMatchObject(
    { code: 'needs-desktop' },
  )
})
