/**
 * The desktop's main process over an application that only records: its window is made, guarded and
 * served by the real code, and the page is empty. Arguments: the built preload, the page's folder.
 * Tests reach the recorder as `globalThis.recorder`.
 */
import { join } from 'node:path'
import { app, session } from 'electron'
import { serveWindow } from '../../electron/main/ipc-port.ts'
import { createMainWindow } from '../../electron/main/main-window.ts'
import { registerAppScheme, serveInterface } from '../../electron/main/protocol.ts'
import { guardEverything } from '../../electron/main/security.ts'
import { appUrl } from '../../electron/web/navigation.ts'
import { AppError } from '../../shared/errors.ts'
import type { Recorder } from './recorder.ts'
import { recordingApplication } from './recording-application.ts'

const [, , preload = '', pageFolder = ''] = process.argv
const bugs: string[] = []
const report = (bug: unknown): void => void bugs.push(String(bug))
const recorder: Recorder = Object.assign(recordingApplication(), { bugs, AppError })
Object.assign(globalThis, { recorder })

async function start(): Promise<void> {
  serveInterface(session.defaultSession, pageFolder)
  const window = createMainWindow(preload)
  serveWindow(window.webContents, recorder, report)
  await window.loadURL(appUrl)
}

app.setPath('userData', join(pageFolder, 'profile'))
registerAppScheme()
guardEverything(report)
app.whenReady().then(start).catch(report)
