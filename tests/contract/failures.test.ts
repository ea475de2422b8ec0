import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contract } from '../../shared/api/contract.ts'
import { AppError, errorCodes, internalMessage } from '../../shared/errors.ts'
import { everyWire } from './every-wire.ts'
import { goodValue } from './good-input.ts'
import { recordingApplication, type RecordingApplication } from './recording-application.ts'
import type { Window, Wire } from './wire.ts'

const secret = 'secret: /home/ines/library'

describe.each(everyWire)('a failure over %s', (_name, open) => {
  let application: RecordingApplication
  let wire: Wire
  let window: Window

  beforeAll(async () => {
    application = recordingApplication()
    wire = await open(application)
    window = await wire.connect()
  })
  afterEach(() => {
    wire.bugs.length = 0
    window.received.length = 0
  })
  afterAll(() => wire.close())

  const call = (): Promise<unknown> => window.client.call('attempts.list', {})

  it.each(errorCodes)(
    '%s arrives whole: code, sentence and facts, and nothing else',
    async (code) => {
      const facts = { host: 'a.example', port: 80, isSafe: false, paths: ['a', 'b'] }
      const sentence = `“${code}” happened — nothing was changed.`
      application.answer = () => {
        throw new AppError(code, sentence, { cause: new Error(secret), facts })
      }
      const error = await call().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(AppError)
      expect(error).toMatchObject({ code, message: sentence, facts })
      expect(error).not.toHaveProperty('cause')
      const result = { ok: false, error: { code, message: sentence, facts } }
      expect(window.received).toEqual([{ kind: 'reply', id: expect.any(Number), result }])
      expect(wire.bugs).toEqual([])
    },
  )

  it.each<[string, () => unknown]>([
    ['an error', () => new TypeError(secret)],
    ['a string', () => secret],
    ['nothing', () => undefined],
    ['null', () => null],
    ['an object that looks like ours', () => ({ code: 'too-big', message: secret, facts: {} })],
    ['a failed check', () => z.string(secret).safeParse(1).error],
    ['a stop that nobody asked for', () => new DOMException(secret, 'AbortError')],
  ])('%s that is thrown arrives as internal, its text stays here', async (_what, make) => {
    const bug = make()
    application.answer = () => {
      throw bug
    }
    await expect(call()).rejects.toMatchObject({ code: 'internal', message: internalMessage })
    expect(JSON.stringify(window.received)).not.toContain('secret')
    expect(wire.bugs).toEqual([bug])
  })

  it('whose facts cannot cross is told without them', async () => {
    const error = new AppError('too-big', 'Too big.', { facts: { sizeBytes: Number.NaN } })
    application.answer = () => {
      throw error
    }
    await expect(call()).rejects.toMatchObject({ code: 'too-big', message: 'Too big.', facts: {} })
    expect(wire.bugs).toEqual([expect.objectContaining({ cause: error })])
  })

  it.each<[string, unknown]>([
    ['of the wrong shape', { attempts: secret }],
    ['with a key too many', { attempts: [], secret }],
    ['that is nothing', undefined],
  ])('of a handler that answers something %s arrives as internal', async (_what, answer) => {
    application.answer = () => answer
    await expect(call()).rejects.toMatchObject({ code: 'internal', message: internalMessage })
    expect(JSON.stringify(window.received)).not.toContain('secret')
    expect(wire.bugs).toHaveLength(1)
  })

  it('to carry an answer arrives as internal: no wire has a NaN, and a call is never left waiting', async () => {
    // A document is loose: its inside is checked where it is shown, not on the wire.
    const article = fc.sample(goodValue(contract['articles.open'].output, 'an article'), 1)[0]
    application.answer = () => ({ ...Object(article), document: { type: 'doc', attrs: NaN } })
    const opened = window.client.call('articles.open', { id: '01k00000000000000000000000' })
    await expect(opened).rejects.toMatchObject({ code: 'internal', message: internalMessage })
    expect(wire.bugs).toHaveLength(1)
  })
})
