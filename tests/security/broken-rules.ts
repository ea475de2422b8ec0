/**
 * One rule of the built program, broken: in the only place where `find` stands, `put` stands instead. The
 * test whose title holds `caughtBy` must fail.
 */
export type BrokenRule = {
  name: string
  suite: 'desktop' | 'browser shell'
  find: RegExp
  put: string
  caughtBy: string
}

const desktop = (name: string, find: RegExp, put: string, caughtBy: string): BrokenRule => ({
  name,
  suite: 'desktop',
  find,
  put,
  caughtBy,
})

const browserShell = (name: string, find: RegExp, put: string, caughtBy: string): BrokenRule => ({
  name,
  suite: 'browser shell',
  find,
  put,
  caughtBy,
})

/** Doors of the window that are left open, and a wire that carries more than it should. */
const desktopRules: BrokenRule[] = [
  desktop('the page may leave', /event\.preventDefault\(\);(?=\s+if \(event\.isMainFrame\))/u, '', 'item 13: the page cannot leave'), // prettier-ignore
  desktop('a frame is not asked about', /contents\.on\("will-frame-navigate", stay\);/u, '', 'item 13: a redirect'), // prettier-ignore
  desktop('redirects are not asked about', /contents\.on\("will-redirect"/u, 'contents.on("will-navigate"', 'item 13: a redirect'), // prettier-ignore
  desktop('only the host of an address counts', /url\.protocol === `app:` && (?=url\.host)/u, '', 'item 13: a redirect'), // prettier-ignore
  desktop('windows are allowed', /action: "deny"/u, 'action: "allow"', 'item 14:'),
  desktop('the system is handed anything', /if \(url\.protocol === "http:" \|\| url\.protocol === "https:"\)/u, 'if (url)', 'item 15:'), // prettier-ignore
  desktop(
    'there is no content policy',
    /"Content-Security-Policy": (?=\[)/u,
    '"X-Nothing": ',
    'item 7:',
  ),
  desktop('inline scripts run', /"script-src 'self'"/u, `"script-src 'self' 'unsafe-inline'"`, 'item 7:'), // prettier-ignore
  desktop('everyone but the page is heard', /!isPage\(frame, contents\)/u, 'isPage(frame, contents)', 'item 17:'), // prettier-ignore
  desktop('frames are heard', /frame === contents\.mainFrame && /u, '', 'item 17:'),
  desktop('pages of other addresses are heard', /contents\.mainFrame && isAppUrl\(frame\.url\)/u, 'contents.mainFrame || !isAppUrl(frame.url)', 'item 17:'), // prettier-ignore
  desktop('the sandbox of the window is off', /sandbox: true/u, 'sandbox: false', 'item 4:'),
  desktop('the sandbox of all contents is off', /app\.enableSandbox\(\);/u, '', 'item 4:'),
  desktop('the worlds are not isolated', /contextIsolation: true/u, 'contextIsolation: false', 'item 3:'), // prettier-ignore
  desktop('there is Node in the page', /nodeIntegration: false/u, 'nodeIntegration: true', 'item 2:'), // prettier-ignore
  desktop('web security is off', /webSecurity: true/u, 'webSecurity: false', 'item 1:'),
  desktop('web views are made', /webviewTag: false/u, 'webviewTag: true', 'item 1:'),
  desktop('web views are attached', /contents\.on\("will-attach-webview"[^\n]+/u, '', 'item 12:'),
  desktop('the preload requires Node', /let electron = require\("electron"\);/u, '$& require("node:fs");', 'item 4:'), // prettier-ignore
  desktop('the preload is not where it should be', /preload\/index\.cjs/u, 'preload/none.cjs', 'item 20:'), // prettier-ignore
  desktop('the page is handed events', /listener\(message\)(?=;\s+\};\s+electron\.ipcRenderer\.on)/u, 'listener(message, _event)', 'item 20:'), // prettier-ignore
  desktop('nobody serves the scheme', /session\.protocol\.handle\(/u, '((..._) => undefined)(', 'item 18:'), // prettier-ignore
  desktop('the scheme has no origins', /standard: true/u, 'standard: false', 'item 18:'),
  desktop('the scheme is handled twice', /session\.protocol\.handle\([^\n]+/u, '$& $&', 'item 18:'),
  desktop('the scheme serves files beside the interface', /const isPlain = /u, '$&true || ', 'item 18:'), // prettier-ignore
  desktop('every permission is granted', /return permission === "clipboard-sanitized-write" && [^\n]+/u, 'return true;', 'item 5:'), // prettier-ignore
  desktop('no permission is asked about', /session\.setPermissionRequestHandler\([^\n]+/u, '', 'item 5:'), // prettier-ignore
]

/** A port that answers whom it should not. */
const browserShellRules: BrokenRule[] = [
  browserShell('every Host is ours', /(?<=placeOf\(\{ host \}, \{ door, home \}\) \{[^}]+\}\) => [^\n]+)\?\? null/u, '?? door', 'under our Host alone'), // prettier-ignore
  browserShell('the first of two Hosts counts', /headersDistinct\["host"\]\?\.length === 1 \? headers\.host : void 0/u, 'headers.host', 'under our Host alone'), // prettier-ignore
  browserShell('a target that names a host is a path', /if \(!facts\.path\.startsWith\("\/"\)\)/u, 'if (false)', 'names a host'), // prettier-ignore
  browserShell('any page opens a session', /if \(facts\.origin !== place\.origin\)(?=[^\n]+\s+if \(facts\.contentType)/u, 'if (false)', 'a session needs'), // prettier-ignore
  browserShell('a form opens a session', /if \(facts\.contentType !== "application\/json"\)(?=[^\n]+\s+return \{\s+route: "session")/u, 'if (false)', 'a session needs'), // prettier-ignore
  browserShell('any page opens the socket', /if \(facts\.origin !== place\.origin\)(?=[^\n]+\s+const value)/u, 'if (false)', 'the socket opens'), // prettier-ignore
  browserShell('no cookie opens the socket', /value === null \|\| !isSameSecret\(value, place\.session\)/u, 'false', 'the socket opens'), // prettier-ignore
  browserShell('any cookie opens the socket', /\|\| !isSameSecret\(value, place\.session\)/u, '', 'the cookie of another port'), // prettier-ignore
  browserShell('the token counts again', /return unspent\.delete\(token\)/u, 'return true', 'a session needs'), // prettier-ignore
  browserShell('any token counts', /\.find\(\(one\) => isSameSecret\(given, one\)\)/u, '[0]', 'five hundred guesses'), // prettier-ignore
  browserShell('any key makes a second start', /if \(!isSameSecret\(question\.data\.proof[^\n]+/u, '', 'a second start is asked'), // prettier-ignore
  browserShell('scripts read the cookie', /; HttpOnly/u, '', 'out of reach of scripts'),
  browserShell('other sites get parts of the page', /if \(isForAnotherPage\(facts\)\)/u, 'if (false)', 'a page of another site'), // prettier-ignore
  browserShell('sockets speak any protocol', /handleProtocols: \(\) => false/u, '', 'a socket of another protocol'), // prettier-ignore
  browserShell('frames may be of any size', /maxPayload: maxFrameBytes/u, 'maxPayload: 0', 'a socket of another protocol'), // prettier-ignore
  browserShell('the whole network is listened to', /(?<=server\.listen\(port, )"127\.0\.0\.1"/u, '"0.0.0.0"', 'no other address'), // prettier-ignore
]

/** Every rule that the suites must miss at once when it is broken. */
export const brokenRules: readonly BrokenRule[] = [...desktopRules, ...browserShellRules]
