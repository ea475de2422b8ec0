import { readFileSync } from 'node:fs'
import { toAppChannel } from '../../../shared/api/bridge.ts'
import { callOnWire, type DesktopWindow } from '../../support/call-on-wire.ts'
import { builtPreload, type DesktopShell } from '../../support/desktop-shell.ts'
import { disguisedTitle, writeDisguisedPage } from '../../support/disguised-page.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

/*
 * Electron's security checklist, on the running desktop: each test is named after its item. What only the
 * sources can show is in tests/security/electron-checklist.test.ts; docs/security-model.md has the table.
 */

test('item 1: the window shows the app’s own address, and nothing it shows comes from elsewhere', async ({
  desktop,
}) => {
  const url = await desktop.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  )
  expect(url).toMatch(/^app:\/\/pressmark\//u)
  const foreign = await desktop.page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => !name.startsWith(`${location.origin}/`) && !name.startsWith('blob:')),
  )
  expect(foreign).toEqual([])
  expect(desktop.log()).not.toContain('asked the network')
})

test('item 2: there is no Node in the page, nor in a frame of it', async ({ desktop }) => {
  const reachable = await desktop.page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const scopes = [window, frame.contentWindow] as unknown as Record<string, unknown>[]
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer']
    return scopes.flatMap((scope) => names.filter((name) => scope[name] !== undefined))
  })
  expect(reachable).toEqual([])
})

test('item 3: the page cannot change the wire that the preload gave it', async ({ desktop }) => {
  const after = await desktop.page.evaluate(() => {
    const scope = window as unknown as { pressmark: { send: unknown } }
    for (const change of [
      () => Object.assign(scope, { pressmark: { send: 'mine' } }),
      () => Object.assign(scope.pressmark, { send: 'mine' }),
      () => Object.defineProperty(scope, 'pressmark', { value: 'mine' }),
    ]) {
      try {
        change()
      } catch {
        // Strict code is told; either way it must not have happened.
      }
    }
    return typeof scope.pressmark.send
  })
  expect(after).toBe('function')
})

test('item 4: the preload, in its sandbox, requires nothing but electron', async ({ desktop }) => {
  void desktop // a window without the sandbox does not come as far as here
  const source = readFileSync(builtPreload, 'utf8')
  const required = [...source.matchAll(/\b(?:require|import)\(([^)]*)\)/gu)].map(([, name]) => name)
  expect(required).toEqual(['"electron"'])
  expect(source.length).toBeLessThan(4_000)
})

test('item 7: the page runs no inline script and fetches nothing from elsewhere', async ({
  desktop,
}) => {
  const { violated, ran, fetched } = await desktop.page.evaluate(async () => {
    const scope = window as { ranInline?: boolean }
    const violation = (directive: string) =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          if (event.effectiveDirective.startsWith(directive)) resolve(event.blockedURI)
        })
      })
    const blocked = ['script-src', 'connect-src', 'img-src'].map(violation)
    const script = document.createElement('script')
    script.textContent = 'window.ranInline = true'
    document.body.append(script)
    const image = document.createElement('img')
    image.src = 'https://evil.example/pixel.png'
    document.body.append(image)
    const result = await fetch('https://evil.example/').then(
      () => 'fetched',
      (error: unknown) => String(error),
    )
    return { violated: await Promise.all(blocked), ran: scope.ranInline, fetched: result }
  })
  expect(violated).toEqual(['inline', 'https://evil.example/', 'https://evil.example/pixel.png'])
  expect(ran).toBeUndefined()
  expect(fetched).toContain('TypeError')
})

test('item 13: the page cannot leave, and an outside address goes to the system’s browser', async ({
  desktop,
}) => {
  await recordOpened(desktop)
  const { page } = desktop
  const home = page.url()
  await page.evaluate(() => (location.href = 'https://evil.example/a?b=c d'))
  await expect.poll(() => opened(desktop)).toEqual(['https://evil.example/a?b=c%20d'])
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://second.example/'
    link.textContent = 'Elsewhere'
    document.body.prepend(link)
  })
  await page.getByRole('link', { name: 'Elsewhere' }).click()
  await expect.poll(() => opened(desktop)).toHaveLength(2)
  expect((await opened(desktop))[1]).toBe('https://second.example/')
  expect(page.url()).toBe(home)
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible()
})

test('item 13: a redirect leads nowhere else, in the page or in a frame of it', async ({
  desktop,
}) => {
  const refused = await desktop.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return ['will-redirect', 'will-frame-navigate'].flatMap((name) =>
      [
        'https://evil.example/',
        'https://pressmark/',
        'app://elsewhere/',
        'app://pressmark/#library',
      ].map((url) => {
        let isRefused = false
        const event = { url, isMainFrame: false, preventDefault: () => (isRefused = true) }
        contents?.emit(name, event)
        return isRefused
      }),
    )
  })
  expect(refused).toEqual([true, true, true, false, true, true, true, false])
})

test('item 12: a web view is refused before it is attached', async ({ desktop }) => {
  const isRefused = await desktop.evaluate(({ BrowserWindow }) => {
    let isPrevented = false
    const event = { preventDefault: () => (isPrevented = true) }
    BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {})
    return isPrevented
  })
  expect(isRefused).toBe(true)
})

test('item 14: no second window opens, whoever wants one', async ({ desktop }) => {
  await recordOpened(desktop)
  const { page } = desktop
  expect(await page.evaluate(() => window.open('/index.html'))).toBeNull()
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://last.example/'
    link.target = '_blank'
    link.textContent = 'In a new window'
    document.body.prepend(link)
  })
  const link = page.getByRole('link', { name: 'In a new window' })
  await link.click()
  await link.click({ modifiers: ['Control'] })
  const last = 'https://last.example/'
  await expect.poll(() => opened(desktop)).toEqual([last, last])
  expect(page.context().pages()).toHaveLength(1)
})

test('item 15: the system is handed http, https and mail alone, written anew', async ({
  desktop,
}) => {
  await recordOpened(desktop)
  await desktop.page.evaluate(() => {
    for (const url of [
      'https://first.example/a b',
      'file:///etc/passwd',
      'smb://server/share',
      'ms-msdt:/id',
      'javascript:alert(1)',
      'data:text/html,x',
      'https://trusted.example@evil.example/',
      'mailto:me@evil.example?attach=/etc/passwd',
      'mailto:ines@ostrava.example?subject=Quay',
    ]) {
      window.open(url)
    }
  })
  await expect
    .poll(() => opened(desktop))
    .toEqual(['https://first.example/a%20b', 'mailto:ines@ostrava.example?subject=Quay'])
})

test('item 15: a link whose words show another host is asked about first', async ({
  desktop,
  serveFolder,
  workspace,
}) => {
  const site = await serveFolder(await writeDisguisedPage(workspace.folder))
  await recordOpened(desktop)
  const library = libraryScreen(desktop.page)
  await library.captureFromOwnNetwork(site.url('page.html'), disguisedTitle)
  await library.open(disguisedTitle)
  const link = readerScreen(desktop.page).article.getByRole('link', { name: 'nypost.com' })
  const dialog = desktop.page.getByRole('dialog', { name: 'Where this link leads' })
  for (const button of ['left', 'middle'] as const) {
    await link.click({ button })
    await expect(dialog).toContainText('This link shows nypost.com, but leads to 127.0.0.1.')
    await desktop.page.keyboard.press('Enter') // on “Cancel”
    await expect(dialog).toHaveCount(0)
  }
  expect(await opened(desktop)).toEqual([])
  await link.focus()
  await desktop.page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Open 127.0.0.1' }).press('Enter')
  await expect.poll(() => opened(desktop)).toEqual([site.url('elsewhere.html')])
})

test('item 5: the page may write to the clipboard, and is denied every other permission', async ({
  desktop,
}) => {
  const states = await desktop.page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'clipboard-write',
    ]
    const state = async (name: string): Promise<string> =>
      `${name}: ${(await navigator.permissions.query({ name } as never)).state}`
    return Promise.all(names.map(state))
  })
  expect(states).toEqual([
    'geolocation: denied',
    'notifications: denied',
    'camera: denied',
    'microphone: denied',
    'midi: denied',
    'clipboard-read: denied',
    'clipboard-write: granted',
  ])
  expect(await desktop.page.evaluate(() => Notification.requestPermission())).toBe('denied')
})

test('item 18: the scheme serves the interface alone, by reading alone', async ({ desktop }) => {
  const statuses = await desktop.page.evaluate(() => {
    const status = async (path: string, method = 'GET') => (await fetch(path, { method })).status
    return Promise.all([
      status('/'),
      status('/index.html', 'HEAD'),
      status('/..%2fmain%2findex.js'),
      status('/assets/..%2f..%2f..%2fpackage.json'),
      status('/%2e%2e/package.json'),
      status('/.env'),
      status('/assets/'),
      status('/session', 'POST'),
    ])
  })
  expect(statuses).toEqual([200, 200, 404, 404, 404, 404, 404, 405])
})

test('item 17: only the page itself is heard', async ({ desktop }) => {
  const rename = (name: string) => ({ kind: 'call', id: 1e9, operation: 'coders.rename', input: { name } }) // prettier-ignore
  const forge = (frame: string, message: unknown): Promise<void> =>
    desktop.evaluate(
      ({ BrowserWindow }, [channel, from, forged]) => {
        const [window] = BrowserWindow.getAllWindows()
        if (window === undefined) throw new Error('no window')
        const { ipc, mainFrame } = window.webContents
        const frames: Record<string, unknown> = {
          subframe: { url: mainFrame.url },
          foreign: { url: 'https://evil.example/' },
          gone: null,
          page: mainFrame,
        }
        ipc.emit(channel, { senderFrame: frames[from] }, 'forged', forged)
      },
      [toAppChannel, frame, message] as const,
    )
  const nameNow = async (): Promise<string> =>
    (await callOnWire(desktop.page, 'library.describe', {})).value.coder.name
  const before = await nameNow()
  for (const frame of ['subframe', 'foreign', 'gone']) await forge(frame, rename('Mallory'))
  expect(await nameNow()).toBe(before)
  expect(desktop.log().match(/A message from .+ was refused/gu)).toHaveLength(3)
  // The same message is heard from the page: the forging itself works.
  await forge('page', rename('Ines Baptista'))
  await expect.poll(nameNow).toBe('Ines Baptista')
})

test('item 20: the bridge is a wire of plain data: no channel to choose, no event handed on', async ({
  desktop,
}) => {
  const { wire, shell, heard } = await desktop.page.evaluate(async () => {
    const { pressmark } = window as DesktopWindow
    // Our own among the answers that the page gets: whatever comes with it is no argument of ours.
    const first = new Promise<unknown[]>((resolve) =>
      pressmark.onMessage((...args: unknown[]) => {
        if (args.some((arg) => (arg as { id?: unknown }).id === 1e9)) resolve(args)
      }),
    )
    pressmark.send({ kind: 'call', id: 1e9, operation: 'attempts.list', input: {} })
    return {
      wire: Object.entries(pressmark).map(([name, value]) => [name, typeof value]),
      shell: pressmark.shell,
      heard: await first,
    }
  })
  expect(shell).toBe('desktop')
  expect(wire).toEqual([
    ['shell', 'string'],
    ['send', 'function'],
    ['onMessage', 'function'],
  ])
  expect(heard).toEqual([{ kind: 'reply', id: 1e9, result: { ok: true, value: { attempts: [] } } }])
})

/** Has the system's browser opened by the test from now on. */
function recordOpened(desktop: DesktopShell): Promise<void> {
  return desktop.evaluate(({ shell }) => {
    const addresses: string[] = []
    Object.assign(globalThis, { openedOutside: addresses })
    shell.openExternal = async (url) => {
      addresses.push(url)
    }
  })
}

function opened(desktop: DesktopShell): Promise<string[]> {
  return desktop.evaluate(
    () => (globalThis as unknown as { openedOutside: string[] }).openedOutside,
  )
}
