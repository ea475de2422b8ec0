import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { electronMajors, newerMajorsDue } from './electron-majors.ts'

/*
 * Items of Electron's security checklist that the sources show, and the table in docs/security-model.md,
 * which tells of all twenty. What a running window shows: tests/e2e/desktop/electron-checklist.spec.ts.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Every source of the program, and what starts it. */
const sources = ['electron', 'renderer', 'shared'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:tsx?|mjs|html)$/u.test(name) && !name.includes('.test.'))
    .map((name) => join(folder, name)),
)

/** The sources in which a pattern stands. */
function filesWith(pattern: RegExp): string[] {
  return sources.filter((path) => pattern.test(read(path)))
}

const windowSource = read('electron/main/main-window.ts')

describe('what the sources never say', () => {
  test('the sources are all read', () => {
    expect(sources.length).toBeGreaterThan(300)
    expect(filesWith(/webSecurity: true/u)).toEqual(['electron/main/main-window.ts'])
  })

  test('item 6: web security holds, and nothing turns it off', () => {
    expect(windowSource).toContain('webSecurity: true,')
    expect(filesWith(/webSecurity: false|disable-web-security|setCertificateVerifyProc/u)).toEqual([]) // prettier-ignore
    expect(filesWith(/ignore-certificate-errors|'certificate-error'/u)).toEqual([])
  })

  test('item 8: insecure content is not allowed', () => {
    expect(windowSource).toContain('allowRunningInsecureContent: false,')
    expect(filesWith(/allowRunningInsecureContent: true|allow-running-insecure/u)).toEqual([])
  })

  test('item 9: experimental features are off', () => {
    expect(windowSource).toContain('experimentalFeatures: false,')
    expect(filesWith(/experimentalFeatures: true|enable-experimental/u)).toEqual([])
  })

  test('item 10: no feature of the engine is switched on', () => {
    expect(filesWith(/enableBlinkFeatures(?!\))|enable-blink-features|appendSwitch/u)).toEqual([])
  })

  test('item 11: there is no web view, and nothing that could make one', () => {
    expect(windowSource).toContain('webviewTag: false,')
    expect(filesWith(/<webview|webviewTag: true|WebContentsView|BrowserView/u)).toEqual([])
  })

  test('items 2, 3 and 4 are weakened nowhere, and one window is all that is made', () => {
    expect(filesWith(/nodeIntegration\w*: true|contextIsolation: false|sandbox: false/u)).toEqual([]) // prettier-ignore
    expect(filesWith(/no-sandbox|executeJavaScript|bypassCSP|ELECTRON_RUN_AS_NODE/u)).toEqual([])
    expect(filesWith(/new BrowserWindow\(/u)).toEqual(['electron/main/main-window.ts'])
    expect(filesWith(/loadURL\(|loadFile\(/u)).toEqual(['electron/main/index.ts'])
  })
})

test('item 16: Electron is one exact version, the same in the lockfile', () => {
  const { devDependencies } = JSON.parse(read('package.json'))
  const { packages } = JSON.parse(read('package-lock.json'))
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/u)
  expect(packages['node_modules/electron'].version).toBe(devDependencies.electron)
})

test('item 16: whether its major is old is told from the day on which that came out', () => {
  const { devDependencies } = JSON.parse(read('package.json'))
  const [major = ''] = devDependencies.electron.split('.')
  const released = Date.parse(electronMajors[major] ?? 'not in the table')
  const dueAfter = (days: number): number | null =>
    newerMajorsDue(major, new Date(released + days * 24 * 60 * 60 * 1_000))
  expect([0, 55, 56, 111, 112].map(dueAfter)).toEqual([0, 0, 1, 1, 2])
  expect(newerMajorsDue('1', new Date())).toBeNull()
  const days = Object.values(electronMajors)
  expect(days).toEqual([...days].sort())
})

test('item 19: no program is packaged; whoever packages one sets its fuses', () => {
  const { devDependencies } = JSON.parse(read('package.json'))
  const packagers = Object.keys(devDependencies).filter((name) => /electron-builder|@electron-forge|electron-packager/u.test(name)) // prettier-ignore
  const configurations = readdirSync(root).filter((name) => /^(?:electron-builder|forge\.config)\b/u.test(name)) // prettier-ignore
  // Once either list has an entry, this test is where runAsNode, NODE_OPTIONS and inspect are shown to be
  // off, and cookie encryption, asar integrity and onlyLoadAppFromAsar on.
  expect({ packagers, configurations }).toEqual({ packagers: [], configurations: [] })
})

describe('the table of docs/security-model.md', () => {
  const rows = [...read('docs/security-model.md').matchAll(/^\| (\d+) [^|]*\|([^|]*)\|([^|]*)\|([^|]*)\|$/gmu)] // prettier-ignore

  test('has a row for each of the twenty items, with a rule and what its test does not show', () => {
    expect(rows.map(([, item]) => Number(item))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1)) // prettier-ignore
    for (const [row, , rule] of rows) expect([row, rule?.trim()]).not.toContain('')
  })

  test.each(rows.map(([, item, , where]) => [item, where?.trim().replaceAll('`', '')]))(
    'item %s has a test that bears its number, in %s',
    (item, where) => {
      expect(existsSync(join(root, where ?? ''))).toBe(true)
      expect(read(where ?? '')).toContain(`test('item ${item}: `)
    },
  )
})
