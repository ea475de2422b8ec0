import { app, BrowserWindow, dialog } from 'electron'
import { toFailure } from '../../shared/api/result.ts'
import { bringToFront } from './main-window.ts'
import { report } from './report.ts'

/** Ends the app with its last window, on every system, and only after `close` has finished. */
export function endWithLastWindow(close: () => Promise<void>): void {
  let closing: Promise<void> | null = null
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    event.preventDefault()
    closing ??= close().then(
      () => app.exit(0),
      (bug: unknown) => {
        report(bug)
        app.exit(1)
      },
    )
  })
}

/** A second start on this machine's data shows the window that is open, and is over. */
export function showWindowAtSecondStart(): void {
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window !== undefined) bringToFront(window)
  })
}

/** Says in a window of the system why Pressmark doesn't open, and ends. */
export function refuseToStart(reason: unknown): void {
  const { message } = toFailure(reason, report)
  dialog.showErrorBox('Pressmark did not open', message)
  app.exit(1)
}
