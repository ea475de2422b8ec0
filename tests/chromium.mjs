/** The Chromium that drives component and end-to-end tests: Debian's, unless CHROMIUM_PATH names another. */
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** Whether Chromium can use its sandbox: not as root. */
export const chromiumSandbox = process.getuid?.() !== 0

/** Starts Chromium without a look at the network: no updates, no sync, no first-run pages. */
export const chromiumFlags = [
  ...(chromiumSandbox ? [] : ['--no-sandbox']),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
