import { AppError } from '../../shared/errors.ts'
import type { NotKept } from '../../shared/domain/provenance.ts'
import type { WireRecord } from '../evidence/wire-record.ts'
import type { CaptureContext } from './context.ts'
import { fetchAddress, type Fetched } from './fetch/fetch-address.ts'
import { sizeInWords, type Limits } from './limits.ts'

/** What a page needs beside itself, each address fetched once and within the limits of one capture. */
export type PageParts = {
  /** What an address holds; an AppError where it can't be had or the capture has no room for it. */
  fetch: (url: string, accept: string) => Promise<Fetched>
  /** What was asked for and could not be had, in the order that it was asked. */
  notKept: () => NotKept[]
}

/** Begins the parts of one capture: the time and the room for them run from here. */
export function createPageParts(options: {
  limits: Limits
  userAgent: string
  context: CaptureContext
  record: (record: WireRecord) => void
}): PageParts {
  const { limits, context } = options
  const deadline = Date.now() + limits.partsTotalMs
  const fetched = new Map<string, Promise<Fetched>>()
  const problems = new Map<string, string>()
  let room = limits.partsBytes

  const fetchOne = async (url: string, accept: string): Promise<Fetched> => {
    if (fetched.size >= limits.parts) {
      throw full(`a page keeps ${limits.parts} parts at most`)
    }
    const left = deadline - Date.now()
    if (left <= 0) throw full('the parts of the page took too long')
    const most = Math.min(room, limits.pictureBytes)
    try {
      return await fetchAddress(new URL(url), {
        limits,
        maxBytes: most,
        totalMs: left,
        userAgent: options.userAgent,
        accept,
        signal: context.signal,
        isAllowedAddress: context.isAllowedAddress,
        record: (record) => {
          room -= record.body.length
          options.record(record)
        },
      })
    } catch (error) {
      const hadRoom = most === limits.pictureBytes
      if (hadRoom || !(error instanceof AppError) || error.code !== 'too-big') throw error
      throw full(`the parts of a page keep ${sizeInWords(limits.partsBytes)} at most`)
    }
  }
  return {
    fetch(url, accept) {
      const known = fetched.get(url)
      if (known !== undefined) return known
      const asked = fetchOne(url, accept).catch((error: unknown) => {
        if (error instanceof AppError) problems.set(url, firstSentence(error.message))
        throw error
      })
      fetched.set(url, asked)
      return asked
    },
    notKept: () =>
      [...fetched.keys()].flatMap((url) => {
        const reason = problems.get(url)
        return reason === undefined ? [] : [{ url, reason }]
      }),
  }
}

/** What happened to a part; the advice that follows it is for whoever captures a page. */
export function firstSentence(message: string): string {
  return message.split(/(?<=\.)\s/u, 1)[0] ?? message
}

function full(why: string): AppError {
  return new AppError('too-big', `Not fetched: ${why}.`)
}
