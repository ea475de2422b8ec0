import type { Handlers } from '../../../shared/api/serve.ts'
import { articleKey, parseAddress } from '../../../shared/domain/article-key.ts'
import type { AppContext } from '../app-context.ts'
import { allowedBy } from './allowed-addresses.ts'

/**
 * The pages that a list names, with those that are here already, before anything of them is fetched.
 * A list at an address, and the lists that it names, are asked for in their sites' turns.
 */
export function readList(app: AppContext): Handlers['lists.read'] {
  return async (request, { signal, progress }) => {
    const address = request.kind === 'address' ? parseAddress(request.url) : null
    const isMeant = request.kind === 'address' && request.allowPrivate === true
    const given =
      address === null || request.kind !== 'address'
        ? request
        : { kind: 'address' as const, url: address.href }
    const { kind, pages, refused } = await app.capture.list(given, {
      signal,
      progress,
      isAllowedAddress: allowedBy(app, isMeant ? address : null),
      turn: (host, work) => app.hosts.run(signal, host, work),
    })
    const here = new Map(
      (await app.library.articles.list())
        .filter(({ removed }) => removed === null)
        .map((article) => [article.key, article.id]),
    )
    return {
      kind,
      pages: pages.map(({ url, title }) => ({
        url,
        title,
        articleId: here.get(articleKey(new URL(url))) ?? null,
      })),
      refused,
    }
  }
}
