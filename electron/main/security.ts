import { app, shell, type Session, type WebContents } from 'electron'
import { externalUrl, isAppUrl } from '../web/navigation.ts'
import { isPermitted } from '../web/permission-policy.ts'

// The numbers are those of the checklist in Electron's "Security" tutorial. What concerns a window's
// making (2, 3, 4, 6, 8 to 11) stands in main-window.ts, the content policy (7) in electron/web, the
// sender of a message (17) in ipc-port.ts, and the scheme that replaces file: (18) in protocol.ts.

/**
 * Shuts every door that Electron leaves open, in every session and for all contents that will ever
 * exist. To be called before the app is ready.
 */
export function guardEverything(report: (bug: unknown) => void): void {
  app.enableSandbox() // 4. even for contents that ask for less
  app.on('session-created', guardSession)
  app.on('web-contents-created', (_event, contents) => guardContents(contents, report))
}

/** 5. Electron grants what nobody refuses: the check answers questions, the request asks for more. */
function guardSession(session: Session): void {
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    isPermitted(permission, origin),
  )
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isPermitted(permission, details.requestingUrl)),
  )
  session.setDevicePermissionHandler(() => false)
}

function guardContents(contents: WebContents, report: (bug: unknown) => void): void {
  const openOutside = (raw: string): void => {
    const url = externalUrl(raw) // 15.
    if (url !== null) shell.openExternal(url).catch(report)
  }

  // 13. Electron asks will-frame-navigate first and, once refused, doesn't go on to will-navigate:
  // whichever refuses a link of the page also hands it to the system's browser.
  const stay = (event: Navigation): void => {
    if (isAppUrl(event.url)) return
    event.preventDefault()
    if (event.isMainFrame) openOutside(event.url)
  }
  contents.on('will-frame-navigate', stay)
  contents.on('will-navigate', stay)
  contents.on('will-redirect', (event) => {
    if (!isAppUrl(event.url)) event.preventDefault()
  })

  // 14. No second window: a link that wants one is for the system's browser.
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })

  // 12. No web view at all.
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

type Navigation = { url: string; isMainFrame: boolean; preventDefault(): void }
