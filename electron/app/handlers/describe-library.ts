import type { Handlers } from '../../../shared/api/serve.ts'
import type { AppContext } from '../app-context.ts'

/** Which library is open, who tags in it, and what a person should know about it. */
export function describeLibrary(context: AppContext): Handlers['library.describe'] {
  return async () => {
    const { library, machine } = context
    const settings = machine.settings()
    const isNamed = settings.coderName !== null
    const record = await library.record()
    const coder = await library.coders.mine()
    await library.lookOver()
    return {
      folder: library.folder,
      libraryId: record?.id ?? null,
      readOnly: library.readOnly,
      coder: { id: coder.id, name: coder.name, isNamed },
      isSample: context.isSample,
      // A window that opened a library by its name never had a first minute, and asks nothing.
      asksName: !isNamed && settings.sample !== 'unseen',
      firstSteps: settings.firstSteps,
      problems: [...machine.problems.all(), ...library.problems()],
    }
  }
}
