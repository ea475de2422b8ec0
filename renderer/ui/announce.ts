import { createStore, type Store } from '../stores/store.ts'

/** What the live region says; `number` makes two equal messages two announcements. */
export type Announcement = { number: number; text: string }

/** One window has one live region, so this is the one store that isn't handed around. */
export const announcement: Store<Announcement> = createStore({ number: 0, text: '' })

/** Says something politely to a screen reader: what has happened, in a short sentence. */
export function announce(text: string): void {
  announcement.set((last) => ({ number: last.number + 1, text }))
}
