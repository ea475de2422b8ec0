/**
 * What crosses a border, as text: the values that Electron's structured clone carries and this app uses.
 * Functions are left to `put` and `take`; anything else that cannot cross throws.
 */
export type Codec = {
  pack(value: unknown, put?: (fn: (...args: unknown[]) => unknown) => number): string
  unpack(text: string, take?: (id: number) => unknown): any
}

/** Makes a codec. Refers to nothing outside itself, since its source also runs in the page. */
export function makeCodec(): Codec {
  const base64 = (bytes: Uint8Array): string =>
    typeof Buffer === 'undefined'
      ? (bytes as Uint8Array & { toBase64(): string }).toBase64()
      : Buffer.from(bytes).toString('base64')
  const bytesOf = (text: string): Uint8Array =>
    typeof Buffer === 'undefined'
      ? (Uint8Array as unknown as { fromBase64(text: string): Uint8Array }).fromBase64(text)
      : new Uint8Array(Buffer.from(text, 'base64'))

  const shape = (value: any, put: ((fn: any) => number) | undefined): unknown => {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
    if (typeof value === 'number' && Number.isFinite(value)) return value
    if (typeof value === 'number' || value === undefined) return { special: String(value) }
    if (typeof value === 'function' && put !== undefined) return { fn: put(value) }
    if (Array.isArray(value)) return { list: value.map((item) => shape(item, put)) }
    const kind = Object.prototype.toString.call(value).slice(8, -1)
    if (kind === 'Uint8Array') return { bytes: base64(value) }
    if (kind === 'Object') {
      return { record: Object.entries(value).map(([key, item]) => [key, shape(item, put)]) }
    }
    throw new Error('An object could not be cloned.')
  }
  const revive = (value: any, take: ((id: number) => unknown) | undefined): unknown => {
    if (value === null || typeof value !== 'object') return value
    if ('special' in value) return value.special === 'undefined' ? undefined : Number(value.special)
    if ('fn' in value) return take?.(value.fn)
    if ('list' in value) return value.list.map((item: any) => revive(item, take))
    if ('bytes' in value) return bytesOf(value.bytes)
    return Object.fromEntries(value.record.map(([key, item]: any) => [key, revive(item, take)]))
  }
  return {
    pack: (value, put) => JSON.stringify(shape(value, put)),
    unpack: (text, take) => revive(JSON.parse(text), take),
  }
}
