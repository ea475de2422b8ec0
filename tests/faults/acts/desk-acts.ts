import { openDesk } from '../../../electron/app/open-desk.ts'
import { openMachine } from '../../../electron/app/machine-settings.ts'
import { callIn } from '../../../shared/api/call-in.ts'
import { sampleSource } from './application-acts.ts'
import { foldersOf, watched, workerUrl } from './application-kind.ts'
import type { Kind } from './kind.ts'

/** The window of a first start, whose sample is closed for one's own library. */
const desk: Kind = async (place) => {
  const folders = foldersOf(place)
  const machine = await openMachine(folders.data)
  const common = { folders, machine, workerUrl, version: '0.0.0' }
  const app = watched(await openDesk({ ...common, asked: null, sampleSource }), place)
  return {
    setUp: () => Promise.resolve(),
    acts: [
      {
        name: 'close the sample',
        run: async () => {
          await callIn(app, 'sample.close', {})
          return [machine.settings()]
        },
      },
    ],
    look: async () => ({
      settings: machine.settings(),
      isSample: (await callIn(app, 'library.describe', {})).isSample,
    }),
    settled: () => Promise.resolve(),
    close: () => app.close(),
  }
}

/** The kind of write that only a window makes: which library it shows. */
export const deskKinds = { desk } satisfies Record<string, Kind>
