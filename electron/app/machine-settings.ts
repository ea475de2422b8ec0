import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { FirstSteps } from '../../shared/api/contract.ts'
import { Id, newId } from '../../shared/domain/ids.ts'
import { AppError } from '../../shared/errors.ts'
import { createDisk } from '../library/disk.ts'
import { openDocument } from '../library/json-document.ts'

/** A step of the first minute. */
export type FirstStep = keyof FirstSteps

/**
 * `settings.json` in this machine's data folder: who tags here, and what only this machine may do.
 *
 * `coderName` null: nobody was asked yet. `allowedAddresses` are hosts and ports of one's own
 * network that captures may reach; they never travel with a library.
 */
export const MachineSettings = z.strictObject({
  format: z.literal(1),
  coderId: Id,
  deviceId: Id,
  coderName: z.string().nullable(),
  allowedAddresses: z.array(
    z.strictObject({ host: z.string(), port: z.number().int().min(1).max(65_535) }),
  ),
  lastLibrary: z.string().nullable(),
  /** The sample library on this machine: not shown yet, open, or closed for good. */
  sample: z.enum(['unseen', 'open', 'closed']),
  firstSteps: FirstSteps.nullable(),
})
export type MachineSettings = z.infer<typeof MachineSettings>

/** This machine's settings as the application uses them. */
export type Machine = {
  settings(): MachineSettings
  /** Names this host in locks: two machines never share one, even with a copied data folder. */
  hostId: string
  coderName(): string
  change(change: (settings: MachineSettings) => MachineSettings): Promise<void>
  /** A step of the first minute has happened; nothing is written when nobody waits for it. */
  tick(step: FirstStep): Promise<void>
}

/** Reads this machine's settings, making them at the first start. */
export async function openMachine(dataFolder: string): Promise<Machine> {
  const document = openDocument({
    path: join(dataFolder, 'settings.json'),
    schema: MachineSettings,
    newestFormat: 1,
    initial: firstSettings,
    disk: createDisk({ root: dataFolder, hostId: hostname() }),
  })
  let settings = (await document.read()) ?? (await document.update((current) => current)).value
  const change: Machine['change'] = async (next) => {
    settings = (await document.update(next)).value
  }
  return {
    settings: () => settings,
    hostId: `${settings.deviceId}@${hostname()}`,
    coderName: () => settings.coderName ?? osUserName(),
    change,
    tick: async (step) => {
      if (settings.firstSteps === null || settings.firstSteps[step]) return
      try {
        await change((current) =>
          current.firstSteps === null
            ? current
            : { ...current, firstSteps: { ...current.firstSteps, [step]: true } },
        )
      } catch (error) {
        // The act itself is done and told; a step that cannot be remembered is only shown once more.
        if (!(error instanceof AppError)) throw error
      }
    },
  }
}

/** The name that tags carry before a person was asked: the system user's, never "root". */
export function osUserName(
  env: Readonly<Record<string, string | undefined>> = process.env,
  user: string = userInfo().username,
): string {
  const name = user === 'root' ? (env['SUDO_USER'] ?? '') : user
  return name.trim() === '' || name === 'root' ? 'Unnamed coder' : name.trim()
}

function firstSettings(): MachineSettings {
  return {
    format: 1,
    coderId: newId(),
    deviceId: newId(),
    coderName: null,
    allowedAddresses: [],
    lastLibrary: null,
    sample: 'unseen',
    firstSteps: null,
  }
}
