import fc from 'fast-check'
import type { z } from 'zod'

/** What can be said of a piece of garbage: `value` is what is sent, `what` names it in a failure. */
export type Garbage = { what: string; value: unknown }

type Path = (string | number)[]

/** Values that JSON has: raw frames can bring each of them past our own encoder. */
const wrongInJson: readonly unknown[] = [
  null,
  0,
  -1,
  1.5,
  1e300,
  true,
  '',
  'x'.repeat(300_000),
  '../../etc/passwd',
  [],
  [[]],
  {},
  { length: 1, 0: 'a' },
  { toString: 'x' },
]

/** Values that structured clone has and JSON lacks; none of them is ever good. */
function wrongInClone(): unknown[] {
  const cyclicList: unknown[] = []
  cyclicList.push(cyclicList)
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  return [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    new Date(0),
    new Map([['id', 'x']]),
    new Set(['x']),
    /x/u,
    new Error('x'),
    new ArrayBuffer(4),
    new Float64Array(2),
    [undefined],
    cyclicList,
    cyclic,
  ]
}

/** Garbage that JSON can say, made of a good input: something wrong, gone, or too much in it. */
export function garbageInJson(
  schema: z.ZodType,
  good: fc.Arbitrary<unknown>,
): fc.Arbitrary<Garbage> {
  const isBad = ({ value }: Garbage): boolean => !schema.safeParse(value).success
  const wrong = fc.constantFrom(...wrongInJson)
  return fc
    .oneof(
      { weight: 1, arbitrary: wrong.map((value) => ({ what: 'nothing like it', value })) },
      {
        weight: 3,
        arbitrary: fc.tuple(good, fc.nat(), wrong).map(([value, pick, bad]) => ({
          what: 'a wrong value',
          value: withWrong(value, pick, bad),
        })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(good, fc.nat())
          .map(([value, pick]) => ({ what: 'a missing key', value: without(value, pick) })),
      },
      { weight: 1, arbitrary: extraKey(good, 'more') },
      { weight: 1, arbitrary: extraKey(good, 'constructor') },
    )
    .filter(isBad)
}

/** Garbage with a key that would reach an object's prototype; bad wherever it stands. */
export function pollution(good: fc.Arbitrary<unknown>): fc.Arbitrary<Garbage> {
  return fc.tuple(good, fc.nat()).map(([value, pick]) => {
    const copy = structuredClone(value)
    const places = pathsOf(copy).map((path) => at(copy, path))
    const objects = places.filter((place) => isRecord(place))
    const target = objects[pick % objects.length]
    if (target === undefined) throw new Error('every input is an object')
    Object.defineProperty(target, '__proto__', {
      value: { polluted: true },
      enumerable: true,
      configurable: true,
      writable: true,
    })
    return { what: 'a __proto__ of its own', value: copy }
  })
}

/** Garbage that only structured clone carries; bad wherever it stands, whatever a schema says. */
export function garbageInClone(good: fc.Arbitrary<unknown>): fc.Arbitrary<Garbage> {
  const wrong = fc.constantFrom(...wrongInClone().keys()).map((index) => wrongInClone()[index])
  return fc.oneof(
    wrong.map((value) => ({ what: 'nothing like it', value })),
    fc.tuple(good, fc.nat(), wrong).map(([value, pick, bad]) => {
      const name = Object.prototype.toString.call(bad)
      return { what: `a ${name} in it`, value: withWrong(value, pick, bad) }
    }),
    fc
      .tuple(good, wrong)
      .map(([value, bad]) => ({ what: 'one key more', value: withKey(value, 'more', bad) })),
  )
}

function extraKey(good: fc.Arbitrary<unknown>, key: string): fc.Arbitrary<Garbage> {
  return good.map((value) => ({ what: `the key ${key}`, value: withKey(value, key, 1) }))
}

/** Every place in a value, itself last. */
function pathsOf(value: unknown): Path[] {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return [[]]
  const below = Object.entries(value).flatMap(([key, item]) =>
    pathsOf(item).map((path) => [key, ...path]),
  )
  return [...below, []]
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<string | number, unknown>)[key],
    value,
  )
}

function withWrong(value: unknown, pick: number, bad: unknown): unknown {
  const paths = pathsOf(value)
  const path = paths[pick % paths.length] ?? []
  const last = path.at(-1)
  if (last === undefined) return bad
  const copy = structuredClone(value)
  ;(at(copy, path.slice(0, -1)) as Record<string | number, unknown>)[last] = bad
  return copy
}

function without(value: unknown, pick: number): unknown {
  const paths = pathsOf(value).filter((path) => path.length > 0)
  const path = paths[pick % paths.length]
  if (path === undefined) return null
  const copy = structuredClone(value)
  Reflect.deleteProperty(at(copy, path.slice(0, -1)) as object, path.at(-1) ?? '')
  return copy
}

function withKey(value: unknown, key: string, item: unknown): unknown {
  return { ...(structuredClone(value) as object), [key]: item }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array)
  )
}
