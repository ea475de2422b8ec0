import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, dialog, Menu, session } from 'electron'
import { askedFolder } from '../app/library-folder.ts'
import { machineFolders } from '../app/machine-folders.ts'
import { openMachine } from '../app/machine-settings.ts'
import { openDesk } from '../app/open-desk.ts'
import { sampleSource } from '../app/sample-library.ts'
import { version } from '../app/version.ts'
import { appUrl } from '../web/navigation.ts'
import { guardClosing } from './closing.ts'
import { withDialogs } from './dialogs.ts'
import { serveWindow } from './ipc-port.ts'
import { askedLibrary } from './launch-arguments.ts'
import { endWithLastWindow, refuseToStart, showWindowAtSecondStart } from './lifecycle.ts'
import { createMainWindow } from './main-window.ts'
import { withMenu } from './menu.ts'
import { keepProfileIn } from './profile.ts'
import { registerAppScheme, serveInterface } from './protocol.ts'
import { report } from './report.ts'
import { guardEverything } from './security.ts'

const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const folders = machineFolders()

async function start(): Promise<void> {
  const builtFolder = new URL('./', import.meta.url)
  const desk = await openDesk({
    asked: askedFolder(askedLibrary(process.argv.slice(1))),
    folders,
    machine: await openMachine(folders.data),
    sampleSource: sampleSource(builtFolder),
    workerUrl: new URL('./extract-worker.js', builtFolder),
    version,
  })
  const application = withMenu(desk, process.platform, (template) =>
    Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
  )
  endWithLastWindow(() => application.close())
  showWindowAtSecondStart()
  serveInterface(session.defaultSession, built('../renderer/'))
  const window = createMainWindow(built('../preload/index.cjs'))
  guardClosing(window, dialog)
  serveWindow(window.webContents, withDialogs(application, dialog, window), report)
  await window.loadURL(appUrl)
}

app.setName('Pressmark')
keepProfileIn(join(folders.data, 'electron'))
registerAppScheme()
guardEverything(report)
if (app.requestSingleInstanceLock()) {
  // Not awaited here: Electron is ready only once this module has run to its end.
  app.whenReady().then(start).catch(refuseToStart)
} else {
  process.stderr.write('Pressmark is open already; its window comes to the front.\n')
  app.quit()
}
