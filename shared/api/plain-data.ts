/**
 * Whether a value can travel on every wire and arrive as it was: null, booleans, finite numbers,
 * strings, byte arrays, and lists and plain objects of these. `undefined` stands only for an absent
 * key.
 *
 * The wires differ in what else they carry (one has dates and cycles, the other turns NaN into
 * null), and a schema looks only at what it names; so both ends ask here first. A `__proto__` of an
 * object's own is refused too: whoever copies such an object by hand gets another prototype.
 */
export function isPlainData(value: unknown): boolean {
  return isPlain(value, { open: new Set(), done: new Set() }, 0)
}

/** Far more than any message has; a value nested deeper would exhaust the stack of who reads it. */
export const deepestNesting = 500

/** The objects that the value lies in (one of them again is a cycle), and those found to be plain. */
type Seen = { open: Set<object>; done: Set<object> }

function isPlain(value: unknown, seen: Seen, depth: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'object':
      break
    default:
      return false
  }
  if (value === null || value instanceof Uint8Array) return true
  if (seen.done.has(value)) return true
  if (depth === deepestNesting || seen.open.has(value)) return false
  seen.open.add(value)
  if (!partsOf(value).every((part) => isPlain(part, seen, depth + 1))) return false
  seen.open.delete(value)
  seen.done.add(value)
  return true
}

/** What is inside; of an object that is not plain something that is not either. */
function partsOf(value: object): unknown[] {
  if (Array.isArray(value)) return Array.from<unknown>(value) // with its holes, which `every` skips
  if (!isPlainObject(value)) return [undefined]
  return Object.values(value).filter((part) => part !== undefined)
}

/** An object of no class: its prototype is none, or one that has none (that of any realm's `{}`). */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  const isOfNoClass = prototype === null || Object.getPrototypeOf(prototype) === null
  return isOfNoClass && !Object.hasOwn(value, '__proto__')
}
