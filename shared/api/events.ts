import { z } from 'zod'
import { commandIds } from '../commands.ts'
import { Id } from '../domain/ids.ts'

/** Facts that the application announces; never orders. */
export const events = {
  /** Articles, their annotations, tags or collections are no longer what they were. */
  'library.changed': z.strictObject({ articleIds: z.array(Id) }),
  /** Another library is open now: everything shown of the last one is out of date. */
  'library.opened': z.strictObject({}),
  /** The list of failed captures changed. */
  'attempts.changed': z.strictObject({}),
  /** A person chose, in the menu of the desktop, what only the window can do. */
  'menu.chosen': z.strictObject({ command: z.enum(commandIds) }),
} as const

/** The name of an event. */
export type EventName = keyof typeof events

/** What an event carries. */
export type EventPayload<Name extends EventName> = z.infer<(typeof events)[Name]>

/** Announces an event to whoever listens. */
export type Announce = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void
