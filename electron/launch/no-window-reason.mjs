/**
 * Why no desktop window can open, as the end of the sentence "No desktop window: …", or null when one can.
 * `binary` is asked last, and only when nothing else stands in the way, because the answer can take seconds.
 * @param {object} situation
 * @param {readonly string[]} situation.args the command line after the program's name
 * @param {NodeJS.Platform} situation.platform
 * @param {Readonly<Record<string, string | undefined>>} situation.env
 * @param {number | undefined} situation.uid undefined where the system has none
 * @param {boolean} situation.desktopBuilt whether out/main/index.js exists
 * @param {() => boolean} situation.binary whether Electron's own program can be had
 * @returns {string | null}
 */
export function reasonNoWindow({ args, platform, env, uid, desktopBuilt, binary }) {
  if (args.includes('--browser')) return '--browser was given'
  if (!desktopBuilt) return 'this version has none'
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return 'there is no display'
  }
  if (platform === 'linux' && uid === 0) {
    return 'it would run as root, where its sandbox does not work'
  }
  if (!binary()) return "Electron's own program is not installed"
  return null
}
