/** @type {Record<import('./electron-binary.mjs').Binary, string | null>} */
const binaryReasons = {
  ready: null,
  unreachable: "Electron's own program could not be downloaded",
  downloading: "Electron's own program is still being downloaded",
}

/**
 * Why no desktop window can open, as the end of the sentence "No desktop window: …", or null when one can.
 * `binary` is asked last, and only when nothing else stands in the way, because the answer can take seconds.
 * @param {object} situation
 * @param {readonly string[]} situation.args the command line after the program's name
 * @param {NodeJS.Platform} situation.platform
 * @param {Readonly<Record<string, string | undefined>>} situation.env
 * @param {number | undefined} situation.uid undefined where the system has none
 * @param {boolean} situation.desktopBuilt whether out/main/index.js exists
 * @param {() => Promise<import('./electron-binary.mjs').Binary>} situation.binary Electron's own program
 * @returns {Promise<string | null>}
 */
export async function reasonNoWindow({ args, platform, env, uid, desktopBuilt, binary }) {
  if (args.includes('--browser')) return '--browser was given'
  if (!desktopBuilt) return 'this version has none'
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return 'there is no display'
  }
  if (platform === 'linux' && uid === 0) {
    return 'it would run as root, where its sandbox does not work'
  }
  return binaryReasons[await binary()]
}
