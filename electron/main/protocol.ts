import { protocol, type Session } from 'electron'
import { appScheme } from '../web/navigation.ts'
import { answerRequest } from './answer-request.ts'

/**
 * 18. Makes `app:` a scheme with origins, like https, instead of the all-seeing `file:`.
 *
 * Electron takes this once, before the app is ready. No other privilege: the content policy holds, and
 * the page fetches nothing from elsewhere.
 */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true }
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }])
}

/** Serves the built interface as `app://pressmark/` to the pages of a session. */
export function serveInterface(session: Session, rendererFolder: string): void {
  session.protocol.handle(appScheme, (request) => answerRequest(request, rendererFolder))
}
