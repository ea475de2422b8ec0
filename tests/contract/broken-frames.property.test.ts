import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { decodeFrame, encodeFrame, maxFrameBytes } from '../../shared/api/frame.ts'
import { AppError } from '../../shared/errors.ts'
import { runsOr } from './every-wire.ts'
import { recordingApplication, type RecordingApplication } from './recording-application.ts'
import { openSocketWire, type SocketWire } from './socket-wire.ts'
import { until, type Window } from './wire.ts'

let application: RecordingApplication
let wire: SocketWire
let bystander: Window

beforeAll(async () => {
  application = recordingApplication()
  wire = await openSocketWire(application)
  bystander = await wire.connect()
})
afterAll(() => wire.close())

const upload = {
  kind: 'call',
  id: 1,
  operation: 'captures.add',
  input: { kind: 'file', name: 'a.txt', bytes: new Uint8Array([1, 2, 3]) },
}
const whole = encodeFrame(upload)

/** A frame made by hand: its parts may be anything. */
function frameOf(...parts: Uint8Array[]): Uint8Array {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(part.length)
      return [length, part]
    }),
  )
}

const text = (json: string): Uint8Array => new TextEncoder().encode(json)
const callWith = (input: string): Uint8Array =>
  text(`{"kind":"call","id":7,"operation":"coders.rename","input":${input}}`)

const cut = fc.nat({ max: whole.length - 1 }).map((length) => whole.slice(0, length))
const random = fc.uint8Array({ maxLength: 300 }).filter((bytes) => {
  const start = Buffer.from(bytes).subarray(4).toString('latin1').trim()
  return !/^(?:[[{"\d-]|true|false|null)/u.test(start) // a JSON document by chance
})
const wrongJson = fc
  .constantFrom('', '{', '{"kind":"call"', 'nul', '[1,]', "{'a':1}", '{"a":NaN}', '\ufeff{}', '1 2')
  .map((json) => frameOf(text(json)))
const wrongText = fc.constant(frameOf(new Uint8Array([0x22, 0xff, 0xfe, 0x22])))
const wrongBytes = fc
  .constantFrom('1', '-1', '1.5', '1e9')
  .map((index) => frameOf(callWith(`{"name":{"$bytes":${index}}}`), new Uint8Array(3)))
const wrongMarker = fc
  .constantFrom('null', '"x"', 'true')
  .map((inner) => frameOf(callWith(`{"name":{"$bytes":${inner}}}`)))
const flipped = fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
  const frame = whole.slice()
  frame[at] = (frame[at] ?? 0) ^ bits // the length of the first part lies
  return frame
})
const tooManyParts = fc.constant(
  frameOf(callWith('{}'), ...Array<Uint8Array>(5_000).fill(text(''))),
)
const tooDeep = fc.constant(
  frameOf(callWith(`{"name":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)),
)

describe('a frame that is none of ours', () => {
  it('ends its connection with 1003, at once; others do not notice', async () => {
    const broken = fc.oneof(
      cut,
      random,
      wrongJson,
      wrongText,
      wrongBytes,
      wrongMarker,
      flipped,
      tooManyParts,
      tooDeep,
    )
    await fc.assert(
      fc.asyncProperty(broken, async (frame) => {
        application.calls.length = 0
        const socket = await wire.openRaw()
        const heard = listen(socket)
        socket.send(frame)
        socket.send(encodeFrame({ ...upload, operation: 'attempts.list', input: {} }))
        expect(await closeOf(socket)).toBe(1003)
        expect([application.calls, heard]).toEqual([[], []])
        application.answer = () => ({ attempts: [] })
        expect(await bystander.client.call('attempts.list', {})).toEqual({ attempts: [] })
        expect(wire.bugs).toEqual([])
      }),
      { numRuns: runsOr(100) },
    )
  })

  it('as text ends its connection too', async () => {
    const socket = await wire.openRaw()
    socket.send('{"kind":"call","id":1,"operation":"attempts.list","input":{}}')
    expect(await closeOf(socket)).toBe(1003)
  })

  it('lets what its connection had under way come to its end, and that is not answered', async () => {
    application.calls.length = 0
    const { promise: end, resolve: letEnd } = Promise.withResolvers<void>()
    let isOver = false
    application.answer = async () => {
      await end
      isOver = true
      throw new AppError('cancelled', 'Nobody hears this.')
    }
    const socket = await wire.openRaw()
    const heard = listen(socket)
    socket.send(whole)
    await until(() => application.calls.length === 1)
    socket.send(whole.slice(1))
    expect(await closeOf(socket)).toBe(1003)
    letEnd()
    await until(() => isOver)
    expect([application.calls[0]?.signal.aborted, heard]).toEqual([false, []])
  })

  it('beyond the largest size ends its connection; our own client refuses it before', async () => {
    application.calls.length = 0
    const bytes = new Uint8Array(maxFrameBytes)
    const socket = await wire.openRaw()
    socket.send(encodeFrame({ ...upload, input: { ...upload.input, bytes } }))
    expect([1009, 1006]).toContain(await closeOf(socket))
    const sent = bystander.client.call('captures.add', { kind: 'file', name: 'big', bytes })
    await expect(sent).rejects.toMatchObject({ code: 'too-big' })
    application.answer = () => ({ attempts: [] })
    expect(await bystander.client.call('attempts.list', {})).toEqual({ attempts: [] })
    expect(application.calls).toHaveLength(1)
  })
})

describe('a page that is asleep', () => {
  it('does not keep the server from ending', { timeout: 10_000 }, async () => {
    const sleepy = await openSocketWire(recordingApplication())
    const socket = await sleepy.openRaw()
    socket.pause()
    await expect(sleepy.close()).resolves.toBeUndefined()
    socket.terminate()
  })
})

describe('a frame past our own encoder', () => {
  it.each([
    ['a __proto__ of its own', '{"name":"x","__proto__":{"polluted":true}}'],
    ['one further inside', '{"name":{"__proto__":{"polluted":true}}}'],
    ['a constructor', '{"name":"x","constructor":{"prototype":{"polluted":true}}}'],
    ['null for the input', 'null'],
    ['a number beyond all numbers', '{"name":1e999}'],
    ['bytes for a name', '{"name":{"$bytes":0}}'],
    ['an escaped marker', '{"name":{"$bytes":{"$bytes":0}}}'],
    ['one key twice', '{"name":"x","name":7}'],
    ['deep nesting', `{"name":${'['.repeat(400)}${']'.repeat(400)}}`],
  ])('with %s is told as invalid-input', async (_what, input) => {
    application.calls.length = 0
    const socket = await wire.openRaw()
    const heard = listen(socket)
    socket.send(frameOf(callWith(input), new Uint8Array([1, 2])))
    await until(() => heard.length === 1)
    expect(heard).toMatchObject([
      { id: 7, result: { ok: false, error: { code: 'invalid-input' } } },
    ])
    expect([application.calls, wire.bugs, Object.hasOwn(Object.prototype, 'polluted')]).toEqual([
      [],
      [],
      false,
    ])
    socket.terminate()
  })
})

function listen(socket: WebSocket): unknown[] {
  const heard: unknown[] = []
  socket.on('message', (data: Buffer) => heard.push(decodeFrame(data)))
  return heard
}

function closeOf(socket: WebSocket): Promise<number> {
  socket.on('error', () => undefined) // 'close' follows, and tells
  return new Promise((resolve) => socket.once('close', resolve))
}
