import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAttempts } from '../../../electron/app/attempts.ts'
import {
  MachineSettings,
  openMachine,
  type Machine,
} from '../../../electron/app/machine-settings.ts'
import { openSessionFile, type SessionFileStore } from '../../../electron/app/session-file.ts'
import { openDocument } from '../../../electron/library/json-document.ts'
import {
  findRecord,
  leaveRecord,
  recordFile,
  takeRecord,
  type RunningRecord,
} from '../../../electron/server/running-record.ts'
import type { Session as WindowSession } from '../../../shared/domain/session.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Act, Kind, Place } from './kind.ts'

function settingsOnDisk(data: string): Promise<MachineSettings | null> {
  const path = join(data, 'settings.json')
  return openDocument({ path, schema: MachineSettings, initial: null }).read()
}

/** Settings and the queue, as a window writes them; nothing of the library. */
const settings: Kind = async (place) => {
  const data = join(place.world, 'data')
  const failure = { code: 'timeout' as const, message: 'It took too long.', facts: {} }
  let machine: Machine | null = null
  /** A start whose settings cannot be kept goes on, and says so: here it counts as refused. */
  const opened = async (): Promise<Machine> => {
    if (machine !== null) return machine
    const started = await openMachine(data)
    throwTold(started)
    machine = started
    return started
  }
  const queue = async () => openAttempts(data, place.machine.coderId, await opened())
  const changed = (name: string, coderName: string): Act => ({
    name,
    run: async () => {
      await (await opened()).change((current) => ({ ...current, coderName }))
      return [(await opened()).settings()]
    },
  })
  const failed = (url: string): Act => ({
    name: `queue ${url}`,
    run: async () => {
      const attempts = await queue()
      return [(await attempts.add(url, failure, await attempts.begin(url))).id]
    },
  })
  return {
    setUp: () => Promise.resolve(),
    acts: [
      { name: 'start for the first time', run: async () => [(await opened()).settings()] },
      changed('be named', 'Ada'),
      changed('be named anew', 'Ada Osei'),
      failed('https://courier.example/a'),
      failed('https://courier.example/b'),
      {
        name: 'capture what was queued',
        run: async () => {
          await (await queue()).resolve('https://courier.example/a', null)
          return []
        },
      },
      failed('https://courier.example/c'),
      {
        name: 'dismiss what was queued',
        run: async () => {
          const attempts = await queue()
          const [last, ...others] = await attempts.list()
          if (last !== undefined && others.length > 0) await attempts.dismiss(last.id)
          return []
        },
      },
    ],
    look: async () => machine?.settings() ?? settingsOnDisk(data),
    settled: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}

/** What a window remembers of where a person was; each mark is another place. */
export function sessionAt(place: Place, mark: string): WindowSession {
  const note = {
    articleId: place.machine.coderId,
    versionId: place.machine.deviceId,
    articleTitle: 'A strike at the harbour',
    annotationId: null,
    passage: { start: 0, end: 8 },
    saved: '',
    text: `A note that is being typed ${mark}`,
    sentence: null,
  }
  return { place: '#/passages', reading: null, library: null, filters: {}, notes: [note] }
}

/** The session file of a place; what a window is only told of, since it stops nothing, is thrown here. */
export async function sessionFileAt(place: Place): Promise<Pick<SessionFileStore, 'write'>> {
  const data = join(place.world, 'data')
  const machine = await openMachine(data)
  const file = openSessionFile(data, place.machine.coderId, machine)
  return {
    write: async (written) => {
      await file.write(written)
      throwTold(machine)
    },
  }
}

function throwTold({ problems }: Machine): void {
  const [problem] = problems.all()
  if (problem !== undefined) throw new AppError(problem.code, problem.message)
}

/** The record that a running server leaves, with a key that can be looked for. */
export function recordWith(key: string): RunningRecord {
  return { url: 'http://127.0.0.1:4000', pid: 4_000, key }
}

/** Where the record of a place's server lies, and how it is left there: a failure is thrown. */
export async function runningRecordAt(place: Place): Promise<{
  file: string
  leave(record: RunningRecord): Promise<void>
}> {
  // A record goes by the whole path of its library, and a world is copied to many places.
  const library = join(tmpdir(), 'wherever the library lies')
  const file = await recordFile(join(place.world, 'data'), place.machine.hostId, library)
  return {
    file,
    leave: async (record) => {
      const code = await leaveRecord(file, record)
      if (code !== null) throw refused(`no word could be left that a server runs (${code})`)
    },
  }
}

function refused(what: string): AppError {
  return new AppError('disk-error', `The folder of this machine failed: ${what}.`)
}

/** The record of a running server: left, left anew by a later one, and taken away at the end. */
const running: Kind = async (place) => {
  const { file, leave } = await runningRecordAt(place)
  const left = (key: string): Act => ({
    name: `leave the record of ${key}`,
    run: async () => {
      await leave(recordWith(key))
      return [recordWith(key)]
    },
  })
  return {
    setUp: () => Promise.resolve(),
    acts: [
      left('one server'),
      left('a later server'),
      {
        name: 'take the record away',
        run: async () => {
          const code = await takeRecord(file, recordWith('a later server'))
          if (code !== null) throw refused(`the record of a server could not be removed (${code})`)
          return []
        },
      },
    ],
    look: () => findRecord(file),
    settled: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}

/** The kinds of writes to this machine's own data, as a window or a server makes them. */
export const machineKinds = { settings, running } satisfies Record<string, Kind>
