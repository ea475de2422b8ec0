import type { DesktopWindow } from '../../support/call-on-wire.ts'
import type { DesktopShell } from '../../support/desktop-shell.ts'
import { expect, test } from '../fixtures.ts'

test('the page has no Node, and a wire that it cannot change', async ({ desktop }) => {
  const found = await desktop.page.evaluate(() => {
    const scope = window as unknown as Record<string, unknown> & { pressmark: { send: unknown } }
    try {
      Object.assign(scope, { pressmark: { send: 'mine' } })
    } catch {
      // Strict code is told; either way it must not have happened.
    }
    try {
      scope.pressmark.send = 'mine'
    } catch {
      // as above
    }
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer']
    return {
      reachable: names.filter((name) => scope[name] !== undefined),
      wire: Object.entries(scope.pressmark).map(([name, value]) => [name, typeof value]),
      shell: (window as DesktopWindow).pressmark.shell,
    }
  })
  expect(found.reachable).toEqual([])
  expect(found.shell).toBe('desktop')
  expect(found.wire).toEqual([
    ['shell', 'string'],
    ['send', 'function'],
    ['onMessage', 'function'],
  ])
})

test('the page runs no inline script and fetches nothing from elsewhere', async ({ desktop }) => {
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

test('the page cannot leave: an outside address goes to the system’s browser', async ({
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

test('no second window opens, and only what the policy allows reaches the system', async ({
  desktop,
}) => {
  await recordOpened(desktop)
  const { page } = desktop
  const windows = await page.evaluate(() =>
    [
      'https://first.example/',
      'file:///etc/passwd',
      'smb://server/share',
      'javascript:alert(1)',
      'https://trusted.example@evil.example/',
      '/index.html',
    ].map((url) => window.open(url)),
  )
  expect(windows).toEqual([null, null, null, null, null, null])
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
  await expect.poll(() => opened(desktop)).toEqual(['https://first.example/', last, last])
  expect(page.context().pages()).toHaveLength(1)
})

test('the page may write to the clipboard, and is denied every other permission', async ({
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

test('the scheme serves the interface alone, by reading alone', async ({ desktop }) => {
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
