import type { MenuItem, MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { commandIds, commands, type CommandId } from '../../shared/commands.ts'
import type { Announce } from '../../shared/api/events.ts'
import type { Application } from '../../shared/api/serve.ts'
import { menuTemplate, withMenu } from './menu.ts'

type Items = MenuItemConstructorOptions[]

const template = (
  platform: NodeJS.Platform,
  choosable: ReadonlyMap<CommandId, string> = new Map(),
  chosen: string[] = [],
) => menuTemplate(platform, choosable, (command) => chosen.push(command))
const names = (platform: NodeJS.Platform) =>
  template(platform).map(({ role, label }) => role ?? label)
const submenu = (items: Items, name: string) =>
  items.find(({ label }) => label === name)?.submenu as Items
const press = (item: MenuItemConstructorOptions | undefined): void =>
  item?.click?.({} as MenuItem, undefined, {})

test('the menus are the usual ones of the system, and those of the window', () => {
  const own = ['&File', '&Edit', '&Go', '&Article', '&List', '&View', 'windowMenu', '&Help']
  expect(names('linux')).toEqual(own)
  expect(names('darwin')).toEqual(['appMenu', ...own])
})

test('File ends the program, except on a Mac, where the app menu does', () => {
  expect(submenu(template('win32'), '&File').at(-1)).toEqual({ role: 'quit' })
  expect(submenu(template('darwin'), '&File').at(-1)).toEqual({ role: 'close' })
})

test('what can be chosen is there under the name that it has now; the rest is grey', () => {
  const chosen: string[] = []
  const items = template('linux', new Map([['annotations.undo', 'Undo Tag “R&D”']]), chosen)
  const [undo, redo] = submenu(items, '&Edit')
  expect(undo).toMatchObject({ label: 'Undo Tag “R&&D”', enabled: true })
  expect(redo).toMatchObject({ label: 'Redo', enabled: false })
  press(undo)
  expect(chosen).toEqual(['annotations.undo'])
})

test('every command of the window stands in one menu, but for steps, layers and the paste that the system has', () => {
  const chosen: string[] = []
  const everything = new Map(commandIds.map((id) => [id, commands[id].title]))
  const items = template('linux', everything, chosen).flatMap(({ submenu: own }) => own as Items)
  for (const item of items ?? []) press(item)
  const absent = commandIds.filter((id) => !chosen.includes(id))
  expect(new Set(absent.map((id) => commands[id].section))).toEqual(
    new Set(['Add', 'Move in the article', 'Move in a list', 'Layers']),
  )
  expect(absent.filter((id) => commands[id].section === 'Add')).toEqual(['capture.paste'])
  expect(new Set(chosen).size).toBe(chosen.length)
})

test('keys stand beside the commands and are left to the window; a Mac is told of no bare key', () => {
  const linux = template('linux')
  expect(submenu(linux, '&Edit')[1]).toMatchObject({
    accelerator: 'CmdOrCtrl+Shift+Z',
    registerAccelerator: false,
  })
  expect(submenu(linux, '&Article')[0]).toMatchObject({ accelerator: 'T' })
  expect(submenu(template('darwin'), '&Article')[0]).not.toHaveProperty('accelerator')
  const shown = linux.flatMap(({ submenu: own }) => (Array.isArray(own) ? own : []))
  expect(shown.filter((item) => item.accelerator && item.registerAccelerator !== false)).toEqual([])
})

test('the menu is what the window tells last; a choice is announced to whoever listens', async () => {
  const heard: unknown[] = []
  const shown: Items[] = []
  let announce: Announce = () => undefined
  const inner = {
    handlers: {},
    subscribe(listener: Announce) {
      announce = listener
      return () => void heard.push('unsubscribed')
    },
  } as unknown as Application
  const application = withMenu(inner, 'linux', (menu) => shown.push(menu))
  const redo = () => submenu(shown.at(-1) ?? [], '&Edit')[1]
  expect(redo()?.enabled).toBe(false)
  const items = [{ command: 'annotations.redo' as const, label: 'Redo Note' }]
  await application.handlers['menu.show']({ items }, {} as never)
  expect(redo()).toMatchObject({ label: 'Redo Note', enabled: true })
  const stop = application.subscribe((name, payload) => heard.push([name, payload]))
  announce('attempts.changed', {})
  press(redo())
  stop()
  press(redo())
  expect(heard).toEqual([
    ['attempts.changed', {}],
    ['menu.chosen', { command: 'annotations.redo' }],
    'unsubscribed',
  ])
})
