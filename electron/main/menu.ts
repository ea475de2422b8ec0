import type { MenuItemConstructorOptions } from 'electron'
import {
  commandIds,
  commands,
  type Command,
  type CommandId,
  type Section,
} from '../../shared/commands.ts'
import type { Announce } from '../../shared/api/events.ts'
import type { Application, Handlers } from '../../shared/api/serve.ts'

/** What can be chosen now, by command, under the name that it has now. */
export type Choosable = ReadonlyMap<CommandId, string>

/**
 * The application's menu: the commands of the window as the list names them, and beside them what the
 * system itself knows how to do. What can't be done now is there and grey.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  choosable: Choosable,
  onChosen: (command: CommandId) => void,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const items = (section: Section): MenuItemConstructorOptions[] =>
    commandIds
      .filter((id) => commands[id].section === section && id !== 'capture.paste')
      .map((id) => ({
        label: (choosable.get(id) ?? commands[id].title).replaceAll('&', '&&'),
        enabled: choosable.has(id),
        ...acceleratorOf(commands[id], isMac),
        click: () => onChosen(id),
      }))
  const line = { type: 'separator' } as const
  const ending = { role: isMac ? 'close' : 'quit' } as const
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: [...items('Add'), line, ...items('Export'), line, ending] },
    { label: '&Edit', submenu: [...items('Edit'), line, ...editing] },
    { label: '&Go', submenu: items('Go to') },
    { label: '&Article', submenu: items('Tag and note') },
    { label: '&List', submenu: items('List') },
    { label: '&View', submenu: viewing },
    { role: 'windowMenu' },
    { label: '&Help', submenu: items('Pressmark') },
  ]
}

const editing: readonly MenuItemConstructorOptions[] = [
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'delete' },
  { type: 'separator' },
  { role: 'selectAll' },
]

const viewing: MenuItemConstructorOptions[] = [
  { role: 'reload' },
  { type: 'separator' },
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { type: 'separator' },
  { role: 'togglefullscreen' },
  { role: 'toggleDevTools' },
]

/**
 * The key that stands beside a command. The window answers it, so the menu only shows it; a Mac registers
 * every key that it shows, and there only what the window has left unused reaches the menu. Either
 * way nothing is done twice. A bare key is the text's and the lists' alone: a Mac is not told of it.
 */
function acceleratorOf(
  { keys: [key] }: Command,
  isMac: boolean,
): { accelerator?: string; registerAccelerator?: boolean } {
  if (key === undefined || (isMac && !key.startsWith('$mod+'))) return {}
  const accelerator = key
    .split('+')
    .map((part) => acceleratorNames[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join('+')
  return { accelerator, registerAccelerator: false }
}

const acceleratorNames: Readonly<Record<string, string>> = {
  $mod: 'CmdOrCtrl',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
}

/**
 * The application with a menu over its window: choices are among the facts that it announces, and the
 * window tells which there are. `show` puts a menu in place of the last one.
 */
export function withMenu(
  application: Application,
  platform: NodeJS.Platform,
  show: (template: MenuItemConstructorOptions[]) => void,
): Application {
  const listeners = new Set<Announce>()
  const announceChoice = (command: CommandId): void => {
    for (const announce of listeners) announce('menu.chosen', { command })
  }
  const offer = (choosable: Choosable): void =>
    show(menuTemplate(platform, choosable, announceChoice))
  const showMenu: Handlers['menu.show'] = ({ items }) => {
    offer(new Map(items.map(({ command, label }) => [command, label])))
    return Promise.resolve({})
  }
  offer(new Map())
  return {
    handlers: { ...application.handlers, 'menu.show': showMenu },
    subscribe(listener) {
      const unsubscribe = application.subscribe(listener)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        unsubscribe()
      }
    },
    close: () => application.close(),
  }
}
