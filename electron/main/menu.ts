import type { MenuItemConstructorOptions } from 'electron'
import type { Announce, EventPayload } from '../../shared/api/events.ts'
import type { Application } from '../../shared/api/serve.ts'

/** What the menu offers that neither the system nor this process knows how to do. */
export type MenuCommand = EventPayload<'menu.chosen'>['command']

/**
 * The application's menu: what the system itself knows how to do, under its usual names and keys. Undo
 * and redo are the window's: it undoes typing where that is, and steps on annotations elsewhere.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  onChosen: (command: MenuCommand) => void,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: [{ role: isMac ? 'close' : 'quit' }] },
    { label: '&Edit', submenu: editMenu(onChosen) },
    {
      label: '&View',
      submenu: [
        { role: 'reload' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
  ]
}

/** A key that the page has used already never reaches the menu, so nothing is done twice. */
function editMenu(onChosen: (command: MenuCommand) => void): MenuItemConstructorOptions[] {
  return [
    {
      label: '&Undo',
      accelerator: 'CmdOrCtrl+Z',
      click: () => onChosen('annotations.undo'),
    },
    {
      label: '&Redo',
      accelerator: 'CmdOrCtrl+Shift+Z',
      click: () => onChosen('annotations.redo'),
    },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'delete' },
    { type: 'separator' },
    { role: 'selectAll' },
  ]
}

/** The application with the choices of the menu among the facts that it announces. */
export function withMenu(application: Application): {
  application: Application
  announceChoice: (command: MenuCommand) => void
} {
  const listeners = new Set<Announce>()
  return {
    application: {
      handlers: application.handlers,
      subscribe(listener) {
        const unsubscribe = application.subscribe(listener)
        listeners.add(listener)
        return () => {
          listeners.delete(listener)
          unsubscribe()
        }
      },
      close: () => application.close(),
    },
    announceChoice(command) {
      for (const announce of listeners) announce('menu.chosen', { command })
    },
  }
}
