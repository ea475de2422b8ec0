import { expect, test } from 'vitest'
import { menuTemplate } from './menu.ts'

const names = (platform: NodeJS.Platform) =>
  menuTemplate(platform).map(({ role, label }) => role ?? label)

test('the menus are the usual ones of the system', () => {
  expect(names('linux')).toEqual(['&File', 'editMenu', '&View', 'windowMenu'])
  expect(names('darwin')).toEqual(['appMenu', '&File', 'editMenu', '&View', 'windowMenu'])
})

test('File ends the program, except on a Mac, where the app menu does', () => {
  const file = (platform: NodeJS.Platform) =>
    menuTemplate(platform).find(({ label }) => label === '&File')?.submenu
  expect(file('win32')).toEqual([{ role: 'quit' }])
  expect(file('darwin')).toEqual([{ role: 'close' }])
})
