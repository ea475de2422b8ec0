import type { Handlers } from '../../../shared/api/serve.ts'
import type { AppContext } from '../app-context.ts'

/** Sets the name that stands on one's tags and exports, here and in this library. */
export function renameCoder({ library, machine, announce }: AppContext): Handlers['coders.rename'] {
  return async ({ name }) => {
    const coder = await library.coders.rename(name)
    await machine.remember((settings) => ({ ...settings, coderName: name }))
    announce('library.changed', { articleIds: [] })
    return { id: coder.id, name: coder.name }
  }
}
