import { expect, test } from 'vitest'
import { commandIds, commands, type Command, type Where } from '../../shared/commands.ts'
import { sourcesOfTheWindow } from './sources.ts'

const list: Readonly<Record<string, Command>> = commands
const sources = sourcesOfTheWindow()

/** A key as a system hears it: modifiers in one order, `$mod` as that system has it. */
function heardAs(key: string, mod: 'Control' | 'Meta'): string {
  const parts = key.replace('$mod', mod).toLowerCase().split('+')
  return [...parts.slice(0, -1).toSorted(), parts.at(-1)].join('+')
}

/** Whether keys of both places can be heard while the focus is in one spot. */
function meet(one: Where, other: Where): boolean {
  const reachesAll = (where: Where): boolean => where === 'everywhere' || where === 'outside-fields'
  const inReader = (where: Where): boolean => ['article', 'panel', 'tags'].includes(where)
  const meetInReader =
    (one === 'reader' && inReader(other)) || (other === 'reader' && inReader(one))
  return one === other || reachesAll(one) || reachesAll(other) || meetInReader
}

/** The commands that one press would mean at once, on a system whose command key is `mod`. */
function clashes(of: Readonly<Record<string, Command>>, mod: 'Control' | 'Meta'): string[] {
  const keys = Object.entries(of).flatMap(([id, { keys: own, where }]) =>
    own.map((key) => ({ id, where, key: heardAs(key, mod) })),
  )
  return keys.flatMap((one, index) =>
    keys
      .slice(index + 1)
      .filter((other) => other.key === one.key && meet(one.where, other.where))
      .map((other) => `${one.key}: ${one.id} and ${other.id}`),
  )
}

test('no key means two things where both can be heard, neither with Ctrl nor with Cmd', () => {
  expect(clashes(list, 'Control')).toEqual([])
  expect(clashes(list, 'Meta')).toEqual([])
})

test('a clash would be found, in one place and with what works everywhere', () => {
  const sample: Command = {
    title: 'Sample',
    section: 'Edit',
    where: 'article',
    keys: ['Shift+Alt+t'],
  }
  const twins = { one: sample, two: { ...sample, keys: ['Alt+Shift+T'] } }
  expect(clashes(twins, 'Control')).toEqual(['alt+shift+t: one and two'])
  const everywhere = { ...sample, where: 'everywhere', keys: ['Control+k'] } as const
  expect(clashes({ ...list, everywhere }, 'Control')).toHaveLength(1)
  expect(clashes({ ...list, everywhere }, 'Meta')).toEqual([])
  expect(clashes({ one: sample, two: { ...twins.two, where: 'list' } }, 'Control')).toEqual([])
})

test('every command is done somewhere: registered, or asked for where its key is heard', () => {
  const done = (id: string): boolean =>
    sources.some(({ text }) => {
      const name = `'${id}'`
      return (
        [`${name}:`, `case ${name}`, `=== ${name}`, `isPressed(nativeEvent, ${name})`].some((use) =>
          text.includes(use),
        ) || new RegExp(`isPressed\\([\\w.]+, ${name}\\)|commandOf\\([^)]*${name}`, 'u').test(text)
      )
    })
  expect(commandIds.filter((id) => list[id]?.isNative !== true && !done(id))).toEqual([])
  expect(done('list.nothing')).toBe(false)
})

/** Files that hear every key, whichever it is, with the reason. */
const hearAnyKey: Readonly<Record<string, string>> = {
  'app/first-key.ts': 'shows where the focus is from the first key on',
  'editor/pointer-plugin.ts': 'takes what is selected when a key is pressed',
  'ui/status-message.ts': 'a sentence stands until the next key',
}

test('no key is compared, named or drawn past the list', () => {
  const past =
    /\b(?:event|nativeEvent|press)\.(?:key|code)\b|\.(?:key|code) [!=]== '(?:[^']|[A-Z]\w+)'|\{ (?:key|code)\b[^}]*\}: Keyboard|'key(?:down|up|press)'|keyCode|\bkeys: '|(?<!data-)[kK]ey(?:Names?|s)?="|<KeyCap name="|<kbd>[^{]|aria-keyshortcuts="|'Ctrl\+|\$mod/u
  const found = sources
    .filter(({ path }) => !path.startsWith('commands/') && hearAnyKey[path] === undefined)
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line) => (past.test(line) ? [`${path}: ${line.trim()}`] : [])),
    )
  expect(found).toEqual([])
})

test('titles are told apart, and hints are short', () => {
  const ofWindow = commandIds.filter((id) => commands[id].section !== 'Layers')
  const titles = ofWindow.map((id) => `${commands[id].section}: ${commands[id].title}`)
  expect(new Set(titles).size).toBe(titles.length)
  const hints = commandIds.flatMap((id) => list[id]?.hint ?? [])
  expect(hints.filter((hint) => hint.length > 16)).toEqual([])
})
