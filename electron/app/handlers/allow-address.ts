import type { Handlers } from '../../../shared/api/serve.ts'
import type { AppContext } from '../app-context.ts'

/** Lets captures from this machine reach one host and port of one's own network. */
export function allowAddress({ machine }: AppContext): Handlers['addresses.allow'] {
  return async ({ host, port }) => {
    await machine.change((settings) => {
      const isKnown = settings.allowedAddresses.some(
        (allowed) => allowed.host === host && allowed.port === port,
      )
      if (isKnown) return settings
      return { ...settings, allowedAddresses: [...settings.allowedAddresses, { host, port }] }
    })
    return {}
  }
}
