import { parse } from 'tldts'

/** Last labels that no registry holds, and that people use: in examples, on a network of their own. */
const unregistered = new Set(
  'example test invalid localhost local internal intranet lan home corp onion'.split(' '),
)

/**
 * Whether words without a scheme read as a host, such as `bbc.co.uk`, `例え.jp` or `localhost`: whole
 * labels with a dot between, the last one a top level that exists. `notes.txt` is none, nor is a
 * sentence of a script without spaces.
 */
export function isPlausibleHost(host: string): boolean {
  if (/^\d+(?:\.\d+){3}$/u.test(host)) return URL.canParse(`http://${host}/`)
  if (host.toLowerCase() === 'localhost') return true
  const labels = host.split('.')
  if (labels.length < 2 || !labels.every((label) => isLabel(label))) return false
  const last = labels.at(-1)?.toLowerCase() ?? ''
  return (unregistered.has(last) || parse(host).isIcann === true) && hasWireLength(host)
}

/** Letters, marks and digits of any script, with hyphens and joiners inside. */
function isLabel(label: string): boolean {
  return /^[\p{L}\p{N}](?:(?:[\p{L}\p{M}\p{N}_-]|\u200c|\u200d)*[\p{L}\p{M}\p{N}])?$/u.test(label)
}

/** DNS carries labels of 63 bytes and names of 253, as they are once encoded. */
function hasWireLength(host: string): boolean {
  if (!URL.canParse(`http://${host}/`)) return false
  const { hostname } = new URL(`http://${host}/`)
  return hostname.length <= 253 && hostname.split('.').every((label) => label.length <= 63)
}
