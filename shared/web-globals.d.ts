/**
 * What Node and browsers both bring, declared for shared's program only: it knows neither the DOM
 * nor Node, so that nothing in shared/ can lean on one of them.
 */
declare class URLSearchParams {
  constructor(init?: string | Iterable<readonly [string, string]>)
  append(name: string, value: string): void
  sort(): void
  toString(): string
  [Symbol.iterator](): IterableIterator<[string, string]>
}

declare class URL {
  constructor(url: string, base?: string | URL)
  static canParse(url: string, base?: string): boolean
  hash: string
  host: string
  hostname: string
  readonly href: string
  readonly origin: string
  password: string
  pathname: string
  port: string
  protocol: string
  search: string
  readonly searchParams: URLSearchParams
  username: string
  toString(): string
}

declare class AbortSignal {
  static any(signals: readonly AbortSignal[]): AbortSignal
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

declare class AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: Uint8Array): string
}

declare const crypto: {
  getRandomValues<T extends Uint8Array>(array: T): T
  randomUUID(): string
}

declare function setTimeout(callback: () => void, delayMs?: number): unknown
declare function clearTimeout(handle: unknown): void
declare function structuredClone<T>(value: T): T
