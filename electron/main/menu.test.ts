import type { MenuItem, MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import type { Announce } from '../../shared/api/events.ts'
import type { Application } from '../../shared/api/serve.ts'
import { menuTemplate, withMenu } from './menu.ts'

const template = (platform: NodeJS.Platform, chosen: string[] = []) =>
  menuTemplate(platform, (command) => chosen.push(command))
const names = (platform: NodeJS.Platform) =>
  template(platform).map(({ role, label }) => role ?? label)
const submenu = (items: MenuItemConstructorOptions[], name: string) =>
  items.find(({ label }) => label === name)?.submenu as MenuItemConstructorOptions[]

test('the menus are the usual ones of the system', () => {
  expect(names('linux')).toEqual(['&File', '&Edit', '&View', 'windowMenu'])
  expect(names('darwin')).toEqual(['appMenu', '&File', '&Edit', '&View', 'windowMenu'])
})

test('File ends the program, except on a Mac, where the app menu does', () => {
  expect(submenu(template('win32'), '&File')).toEqual([{ role: 'quit' }])
  expect(submenu(template('darwin'), '&File')).toEqual([{ role: 'close' }])
})

test('Undo and Redo tell what was chosen, under the keys that the window has for them', () => {
  const chosen: string[] = []
  const [undo, redo] = submenu(template('linux', chosen), '&Edit')
  for (const item of [undo, redo]) item?.click?.({} as MenuItem, undefined, {})
  expect(chosen).toEqual(['annotations.undo', 'annotations.redo'])
  expect([undo?.accelerator, redo?.accelerator]).toEqual(['CmdOrCtrl+Z', 'CmdOrCtrl+Shift+Z'])
})

test('a choice is announced to whoever listens, beside what the application announces', () => {
  const heard: unknown[] = []
  let announce: Announce = () => undefined
  const inner = {
    handlers: {},
    subscribe(listener: Announce) {
      announce = listener
      return () => void heard.push('unsubscribed')
    },
  } as unknown as Application
  const { application, announceChoice } = withMenu(inner)
  const stop = application.subscribe((name, payload) => heard.push([name, payload]))
  announce('attempts.changed', {})
  announceChoice('annotations.redo')
  stop()
  announceChoice('annotations.undo')
  expect(heard).toEqual([
    ['attempts.changed', {}],
    ['menu.chosen', { command: 'annotations.redo' }],
    'unsubscribed',
  ])
})
