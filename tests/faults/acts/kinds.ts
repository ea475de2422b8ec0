import { applicationKinds } from './application-acts.ts'
import { libraryKinds } from './library-acts.ts'

/** Every kind of write that exists. */
export const kinds = { ...libraryKinds, ...applicationKinds }

export type KindName = keyof typeof kinds
