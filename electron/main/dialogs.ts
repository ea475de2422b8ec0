import { basename, dirname, join } from 'node:path'
import type { BrowserWindow, Dialog, FileFilter } from 'electron'
import type { Input } from '../../shared/api/contract.ts'
import type { Application, Handlers } from '../../shared/api/serve.ts'

/** The dialogs of the system that are used. */
export type Dialogs = Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>

/** The application with what only this shell can do: ask by the system's own dialogs, over a window. */
export function withDialogs(
  application: Application,
  dialogs: Dialogs,
  window: BrowserWindow,
): Application {
  const choosePath: Handlers['exports.choosePath'] = async (asked) => ({
    path: await (asked.format === 'w3c' ? chooseFolder : chooseFile)(asked, dialogs, window),
  })
  return {
    handlers: { ...application.handlers, 'exports.choosePath': choosePath },
    subscribe: (listener) => application.subscribe(listener),
    close: () => application.close(),
  }
}

type Asked = Input<'exports.choosePath'>

const filters: Readonly<Record<'markdown' | 'csv', FileFilter>> = {
  markdown: { name: 'Markdown', extensions: ['md'] },
  csv: { name: 'Table (CSV)', extensions: ['csv'] },
}

/** A file that needn't exist; the dialog itself asks about one that does where a system has that. */
async function chooseFile(
  { format, path }: Asked,
  dialogs: Dialogs,
  window: BrowserWindow,
): Promise<string | null> {
  const { canceled, filePath } = await dialogs.showSaveDialog(window, {
    title: 'Export to a file',
    buttonLabel: 'Choose',
    ...startingAt(path),
    filters: format === 'w3c' ? [] : [filters[format]],
    properties: ['createDirectory'],
  })
  return canceled || filePath === '' ? null : filePath
}

/** The folder to make, in one that is chosen: what lies in that one is never mixed with an export. */
async function chooseFolder(
  { path }: Asked,
  dialogs: Dialogs,
  window: BrowserWindow,
): Promise<string | null> {
  const name = basename(path) === '' ? 'Pressmark export' : basename(path)
  const words = `Choose where the folder “${name}” is made`
  const { canceled, filePaths } = await dialogs.showOpenDialog(window, {
    title: words,
    message: words, // macOS shows no title
    buttonLabel: 'Choose',
    ...startingAt(dirname(path)),
    properties: ['openDirectory', 'createDirectory'],
  })
  const [parent] = filePaths
  return canceled || parent === undefined ? null : join(parent, name)
}

/** Electron takes no empty path to begin at. */
function startingAt(path: string): { defaultPath?: string } {
  return path === '' || path === '.' ? {} : { defaultPath: path }
}
