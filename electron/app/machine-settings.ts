import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { FirstSteps } from '../../shared/api/contract.ts'
import { Id, newId } from '../../shared/domain/ids.ts'
import { AppError } from '../../shared/errors.ts'
import { openDocument } from '../library/json-document.ts'
import { createProblemList, type ProblemList } from '../library/problem-list.ts'
import { readWhereWhole } from '../library/read-where-whole.ts'
import { isSaved, openMachineDocument } from './machine-document.ts'

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
  /** As `change`, but what cannot be saved is told among the problems, and counts until the end. */
  remember(change: (settings: MachineSettings) => MachineSettings): Promise<void>
  /** What befell the files of this machine, for a person to know. */
  problems: ProblemList
  /** A step of the first minute has happened; nothing is written when nobody waits for it. */
  tick(step: FirstStep): Promise<void>
}

const loss =
  'Where the settings could not be read they are new: the name on tags, the addresses that are allowed and the library that was open last are asked for again, and what you mark is kept as a new coder’s. To have the old ones back, put a good copy there and start again.'

/** Reads this machine's settings, making them at the first start. Their file never stops a start. */
export async function openMachine(dataFolder: string): Promise<Machine> {
  const problems = createProblemList()
  const first = firstSettings()
  const document = openMachineDocument({
    path: join(dataFolder, 'settings.json'),
    schema: MachineSettings,
    initial: () => first,
    salvage: (text) => salvageSettings(text, first),
    problems,
    loss,
  })
  let settings = await document.read()
  if (settings === first) settings = await document.remember((current) => current)
  const remember: Machine['remember'] = async (next) => {
    settings = await document.remember(next)
  }
  return {
    settings: () => settings,
    hostId: `${settings.deviceId}@${hostname()}`,
    coderName: () => settings.coderName ?? osUserName(),
    change: async (next) => {
      try {
        settings = await document.change(next)
      } catch (error) {
        if (isSaved(error)) settings = await document.read()
        throw error
      }
    },
    remember,
    problems,
    tick: async (step) => {
      if (settings.firstSteps === null || settings.firstSteps[step]) return
      await remember((current) =>
        current.firstSteps === null
          ? current
          : { ...current, firstSteps: { ...current.firstSteps, [step]: true } },
      )
    },
  }
}

/**
 * This machine's settings for a program that writes nothing: those on the disk where they can be read, else
 * new ones. What is changed counts until the program ends.
 */
export async function readMachine(dataFolder: string): Promise<Machine> {
  const path = join(dataFolder, 'settings.json')
  const document = openDocument({ path, schema: MachineSettings, initial: null })
  const found = await readWhereWhole(document)
  let settings = found === null || found instanceof AppError ? firstSettings() : found
  const change: Machine['change'] = (next) => {
    settings = next(settings)
    return Promise.resolve()
  }
  return {
    settings: () => settings,
    hostId: `${settings.deviceId}@${hostname()}`,
    coderName: () => settings.coderName ?? osUserName(),
    change,
    remember: change,
    problems: createProblemList(),
    tick: () => Promise.resolve(),
  }
}

/** What a damaged file still says, line by line as it was written, over new settings. */
function salvageSettings(text: string, first: MachineSettings): MachineSettings {
  const found = Object.entries(MachineSettings.shape).flatMap(([name, schema]) => {
    const line = new RegExp(`^\\s*"${name}":\\s*(.+?),?\\s*$`, 'mu').exec(text)
    const value = schema.safeParse(line?.[1] === undefined ? undefined : parsed(line[1]))
    return value.success ? [[name, value.data] as const] : []
  })
  return MachineSettings.parse({ ...first, ...Object.fromEntries(found), format: 1 })
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
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
