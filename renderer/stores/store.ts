import { useSyncExternalStore } from 'react'

/** A value that changes and tells who listens. Values are replaced, never changed in place. */
export type Store<T> = {
  get: () => T
  set: (next: T | ((current: T) => T)) => void
  /** Returns a function that unsubscribes. */
  subscribe: (listener: () => void) => () => void
}

/** Makes a store; setting an identical value tells nobody. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      const replacement = typeof next === 'function' ? (next as (current: T) => T)(value) : next
      if (Object.is(replacement, value)) return
      value = replacement
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The store's value, for a component that should be drawn again when it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get)
}
