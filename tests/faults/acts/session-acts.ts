import { join } from 'node:path'
import { callIn } from '../../../shared/api/call-in.ts'
import type { Application } from '../../../shared/api/serve.ts'
import { AppError } from '../../../shared/errors.ts'
import { appAt } from './application-kind.ts'
import type { Act, Kind } from './kind.ts'
import { sessionAt } from './machine-acts.ts'

/**
 * Where a person was, and the notes that they had not saved. A window is told what became of the file, and
 * goes on; here that is a failure. One that could not read it goes on without: the next act is another start's.
 */
const session: Kind = (place) => {
  let app: Application | null = null
  const opened = async (): Promise<Application> => {
    if (app !== null) return app
    const started = (await appAt(place, join(place.world, 'library'))).app
    await callIn(started, 'session.read', {})
    await throwTold(started)
    app = started
    return app
  }
  const write = (mark: string): Act => ({
    name: `remember ${mark}`,
    run: async () => {
      const written = sessionAt(place, mark)
      await callIn(await opened(), 'session.write', written)
      await throwTold(await opened())
      return [written]
    },
  })
  return Promise.resolve({
    setUp: async () => {
      // There is nowhere to be in a library before the first write into it.
      await callIn(await opened(), 'coders.rename', { name: 'Ada' })
    },
    acts: [write('first'), write('second'), write('third')],
    look: async () => (await callIn(await opened(), 'session.read', {})).session,
    settled: () => Promise.resolve(),
    close: async () => app?.close(),
  })
}

async function throwTold(app: Application): Promise<void> {
  const { problems } = await callIn(app, 'library.describe', {})
  const told = problems.find(({ path }) => /(?:session|settings)\.json$/u.test(path))
  if (told !== undefined) throw new AppError(told.code, told.message)
}

/** The kind of write that a window makes by being used. */
export const sessionKinds = { session } satisfies Record<string, Kind>
