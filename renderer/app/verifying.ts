import { useEffect } from 'react'
import { register } from '../commands/registry.ts'
import type { Stores } from './create-stores.ts'
import { intoPlace } from './into-place.ts'

/** Goes where the library is verified, and begins. */
export function verifyLibrary({ location, verifyDesk }: Pick<Stores, 'location' | 'verifyDesk'>) {
  intoPlace(location.place.get().place === 'verify')
  location.go({ place: 'verify' })
  void verifyDesk.run()
}

/** Verifying is one command away, wherever one is. */
export function useVerifyCommand(stores: Stores): void {
  useEffect(() => register({ 'library.verify': () => verifyLibrary(stores) }), [stores])
}
