import { z } from 'zod'

/** What travels between the interface and the application, whichever wire carries it. */
export const Message = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    id: z.number().int(),
    operation: z.string(),
    input: z.unknown().optional(),
  }),
  z.strictObject({ kind: z.literal('cancel'), id: z.number().int() }),
  z.strictObject({
    kind: z.literal('progress'),
    id: z.number().int(),
    value: z.unknown().optional(),
  }),
  z.strictObject({ kind: z.literal('reply'), id: z.number().int(), result: z.unknown() }),
  z.strictObject({ kind: z.literal('event'), name: z.string(), payload: z.unknown() }),
])
export type Message = z.infer<typeof Message>

/**
 * One end of a wire. Values are plain data (`plain-data.ts`), `Uint8Array` included; messages arrive
 * whole and in order. `send` throws when a message cannot be carried, and is silent once the wire is
 * closed. `onMessage` and `onClose` return a function that unsubscribes.
 */
export type Port = {
  send(message: Message): void
  onMessage(listener: (message: unknown) => void): () => void
  onClose(listener: () => void): () => void
}
