import { applicationKinds } from './application-acts.ts'
import { deskKinds } from './desk-acts.ts'
import { libraryKinds } from './library-acts.ts'
import { machineKinds } from './machine-acts.ts'
import { sessionKinds } from './session-acts.ts'

/** Every kind of write that exists. */
export const kinds = {
  ...libraryKinds,
  ...applicationKinds,
  ...deskKinds,
  ...machineKinds,
  ...sessionKinds,
}

export type KindName = keyof typeof kinds
