import type { Client } from '../../shared/api/client.ts'
import { createStore, type Store } from './store.ts'

/** Whether the window still reaches the application. */
export type Connection = { state: Store<'open' | 'lost'>; start(): () => void }

/** Watches the client's wire; `start` returns a function that stops watching. */
export function createConnection(client: Client): Connection {
  const state = createStore<'open' | 'lost'>('open')
  return { state, start: () => client.onClose(() => state.set('lost')) }
}
