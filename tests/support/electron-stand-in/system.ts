import { fatal, loud } from './loud.ts'

/** The roles that are imitated, in Electron's own spelling, and what each is called in a menu. */
const roles: Readonly<Record<string, string>> = {
  appMenu: 'Electron',
  editMenu: 'Edit',
  windowMenu: 'Window',
  close: 'Close Window',
  quit: 'Quit',
  reload: 'Reload',
  resetZoom: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  togglefullscreen: 'Toggle Full Screen',
  toggleDevTools: 'Toggle Developer Tools',
}

type Template = { label?: string; role?: string; type?: string; submenu?: Template[] }
type Item = { label: string; role?: string; type: string; submenu?: { items: Item[] } }

let applicationMenu: { items: Item[] } | null = null

/** `Menu` of the module: kept, not shown. */
export const Menu = loud('Menu', {
  buildFromTemplate: (template: Template[]) => loud('menu', { items: template.map(item) }),
  setApplicationMenu: (menu: { items: Item[] } | null) => void (applicationMenu = menu),
  getApplicationMenu: () => applicationMenu,
})

function item({ label, role, type, submenu }: Template): Item {
  if (role !== undefined && roles[role] === undefined) fatal(`the role ${role} is not imitated`)
  return {
    label: label ?? roles[role ?? ''] ?? '',
    type: type ?? (submenu ? 'submenu' : 'normal'),
    ...(role === undefined ? {} : { role: role.toLowerCase() }),
    ...(submenu === undefined ? {} : { submenu: { items: submenu.map(item) } }),
  }
}

/** `dialog` of the module: what would be shown is written to standard error. */
export const dialog = loud('dialog', {
  showErrorBox: (title: string, content: string) => {
    process.stderr.write(`[dialog] ${title}: ${content}\n`)
  },
})

/** `shell` of the module: nothing is opened. */
export const shell = loud('shell', {
  openExternal: (url: string): Promise<void> => {
    process.stderr.write(`[openExternal] ${url}\n`)
    return Promise.resolve()
  },
})
