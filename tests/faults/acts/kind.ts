import type { FileSystem } from '../../../electron/library/file-system.ts'
import type { OperationName } from '../../../shared/api/contract.ts'
import type { Id } from '../../../shared/domain/ids.ts'

/**
 * Where acts are performed. `world` is what a power cut may damage: the library, this machine's data,
 * what was exported. `fs` takes the place of the real file system, in the library only. `onCall` hears of
 * the operations that acts call.
 */
export type Place = {
  folder: string
  world: string
  machine: { coderId: Id; deviceId: Id; hostId: string; coderName: string }
  fs?: FileSystem
  onCall?: (name: OperationName) => void
}

/** Called when part of an act is acknowledged: with its name, and records that must be found from then on. */
export type Acknowledge = (name: string, records: readonly unknown[]) => Promise<void>

/**
 * One act of a person. It answers once it is acknowledged, with records that must be found from then
 * on, and may be performed again after it failed.
 */
export type Act = {
  name: string
  run: (acknowledge: Acknowledge) => Promise<readonly unknown[]>
}

/**
 * A program that has a library (or settings) open. `look` is what it would show; `setUp` makes what
 * the acts start from.
 */
export type Session = {
  setUp: () => Promise<void>
  acts: readonly Act[]
  look: () => Promise<unknown>
  /** Waits for what an act left to do after it answered. */
  settled: () => Promise<void>
  close: () => Promise<void>
}

/** One kind of write, with everything that it does to the disk. */
export type Kind = (place: Place) => Promise<Session>
