import { createHmac, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { z } from 'zod'
import { isSameSecret } from './guard.ts'
import type { RunningRecord } from './running-record.ts'

/** What a second start asks by, and what it is answered: each side proves that it knows the key. */
const Question = z.strictObject({ nonce: z.string().min(16).max(64), proof: z.string() })
const Answer = z.strictObject({ token: z.string(), home: z.string(), proof: z.string() })

/** The addresses of a running server with a launch token, good once: see `RunningServer`. */
export type Addresses = { address: string; homeAddress: string }

/** How long a server that runs may take to answer, in milliseconds. */
const patienceMs = 3_000

/** Where a window goes with a token: the door finds out more, the home is for browsers known to find it. */
export function addressesOf(door: string, home: string, token: string): Addresses {
  return { address: `${door}/#token=${token}`, homeAddress: `${home}/#token=${token}` }
}

/**
 * Asks the server of a record for an address. Null where it doesn't run any more, or where another program
 * has its port: that learns nothing, because the key itself is never sent.
 */
export async function askRunning({ url, key }: RunningRecord): Promise<Addresses | null> {
  const nonce = randomBytes(24).toString('base64url')
  const text = await post(
    `${url}/launch`,
    JSON.stringify({ nonce, proof: proof(key, 'ask', nonce) }),
  )
  const answer = Answer.safeParse(text === null ? null : parsed(text))
  if (!answer.success) return null
  const { token, home } = answer.data
  const isProved = isSameSecret(answer.data.proof, proof(key, 'answer', nonce, token, home))
  return isProved ? addressesOf(url, home, token) : null
}

/** What the server answers to a second start's question; null where whoever asks doesn't know the key. */
export function answerSecondStart(
  text: string,
  { key, home, makeToken }: { key: string; home: string; makeToken: () => string },
): string | null {
  const question = Question.safeParse(parsed(text))
  if (!question.success) return null
  const { nonce } = question.data
  if (!isSameSecret(question.data.proof, proof(key, 'ask', nonce))) return null
  const token = makeToken()
  return JSON.stringify({ token, home, proof: proof(key, 'answer', nonce, token, home) })
}

function proof(key: string, ...words: string[]): string {
  return createHmac('sha256', key).update(words.join(' ')).digest('base64url')
}

function post(url: string, body: string): Promise<string | null> {
  return new Promise((resolve) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(patienceMs),
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          if (text.length > 4_096) response.destroy() // not ours
        })
        response.on('close', () => resolve(response.statusCode === 200 ? text : null))
      },
    )
    call.on('error', () => resolve(null)) // nobody is there, or nobody who answers
    call.end(body)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
