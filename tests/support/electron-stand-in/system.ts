import { fatal, loud } from './loud.ts'

/** The roles that are imitated, in Electron's own spelling, and what each is called in a menu. */
const roles: Readonly<Record<string, string>> = {
  appMenu: 'Electron',
  windowMenu: 'Window',
  close: 'Close Window',
  quit: 'Quit',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  delete: 'Delete',
  selectAll: 'Select All',
  reload: 'Reload',
  resetZoom: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  togglefullscreen: 'Toggle Full Screen',
  toggleDevTools: 'Toggle Developer Tools',
}

type Template = {
  label?: string
  role?: string
  type?: string
  accelerator?: string
  click?: () => void
  submenu?: Template[]
}
type Item = Omit<Template, 'submenu'> & { label: string; submenu?: { items: Item[] } }

let applicationMenu: { items: Item[] } | null = null

/** `Menu` of the module: kept, not shown. */
export const Menu = loud('Menu', {
  buildFromTemplate: (template: Template[]) => loud('menu', { items: template.map(item) }),
  setApplicationMenu: (menu: { items: Item[] } | null) => void (applicationMenu = menu),
  getApplicationMenu: () => applicationMenu,
})

function item({ label, role, type, submenu, ...rest }: Template): Item {
  if (role !== undefined && roles[role] === undefined) fatal(`the role ${role} is not imitated`)
  return {
    ...rest,
    label: label ?? roles[role ?? ''] ?? '',
    type: type ?? (submenu ? 'submenu' : 'normal'),
    ...(role === undefined ? {} : { role: role.toLowerCase() }),
    ...(submenu === undefined ? {} : { submenu: { items: submenu.map(item) } }),
  }
}

/**
 * `dialog` of the module: what would be shown is written to standard error, and a dialog that asks is
 * cancelled. A test that answers puts a function of its own in place, as it would with Electron itself.
 */
export const dialog = loud('dialog', {
  showErrorBox: (title: string, content: string) => {
    process.stderr.write(`[dialog] ${title}: ${content}\n`)
  },
  showMessageBoxSync: (_window: unknown, { message, cancelId = 0 }: MessageBox) => {
    process.stderr.write(`[dialog] ${message}\n`)
    return cancelId
  },
  showSaveDialog: (_window: unknown, { title }: { title?: string }) => {
    process.stderr.write(`[dialog] ${title}\n`)
    return Promise.resolve({ canceled: true, filePath: '' })
  },
  showOpenDialog: (_window: unknown, { title }: { title?: string }) => {
    process.stderr.write(`[dialog] ${title}\n`)
    return Promise.resolve({ canceled: true, filePaths: [] })
  },
})

type MessageBox = { message: string; cancelId?: number }

/** `shell` of the module: nothing is opened. */
export const shell = loud('shell', {
  openExternal: (url: string): Promise<void> => {
    process.stderr.write(`[openExternal] ${url}\n`)
    return Promise.resolve()
  },
})
