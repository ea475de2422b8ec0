import { BrowserWindow } from 'electron'

/** Makes the window, still hidden and empty; it shows itself once there is something to see. */
export function createMainWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Pressmark',
    width: 1_280,
    height: 860,
    minWidth: 320,
    minHeight: 400,
    show: false,
    // Most of these are Electron's defaults. They stand here so that a look at this file, and not at
    // the defaults of the version installed, tells what the page may do.
    webPreferences: {
      preload,
      nodeIntegration: false, // 2. no Node in the page,
      nodeIntegrationInWorker: false, // nor in its workers
      nodeIntegrationInSubFrames: false, // nor in frames
      contextIsolation: true, // 3. the preload's objects are out of the page's reach
      sandbox: true, // 4. the operating system's sandbox around the page
      webSecurity: true, // 6. same-origin rules hold
      allowRunningInsecureContent: false, // 8.
      experimentalFeatures: false, // 9. (and 10: no enableBlinkFeatures)
      webviewTag: false, // 11.
      navigateOnDragDrop: false, // 13. a file dropped beside its target is no address
      spellcheck: false, // 1. its dictionaries would be fetched from the network
    },
  })
  window.once('ready-to-show', () => window.show())
  return window
}

/** Brings a window back to the person who started Pressmark a second time. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
