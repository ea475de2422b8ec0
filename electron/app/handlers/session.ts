import type { Handlers } from '../../../shared/api/serve.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import type { Session } from '../../../shared/domain/session.ts'
import type { AppContext } from '../app-context.ts'

/** Where a person was in this library, and which of its articles are gone since. */
export function readSession(context: AppContext): Handlers['session.read'] {
  return async () => {
    const session = (await (await context.session())?.read()) ?? null
    if (session === null) return { session, gone: [] }
    const { articles } = context.library
    const known = new Set([
      ...(await articles.list()).filter(({ removed }) => removed === null).map(({ id }) => id),
      // What cannot be read now is still there: the article says so itself when it is opened.
      ...(await articles.unreadable()).flatMap(({ id }) => id ?? []),
    ])
    return { session, gone: articlesOf(session).filter((id) => !known.has(id)) }
  }
}

/** Keeps where a person is. Before the first write into a library there is nowhere to be. */
export function writeSession(context: AppContext): Handlers['session.write'] {
  return async (session) => {
    await (await context.session())?.write(session)
    return {}
  }
}

/** The articles that a session speaks of, each once. */
function articlesOf({ place, reading, notes }: Session): Id[] {
  const open = /^#\/article\/([^/]+)/u.exec(place)?.[1]
  const ids = [open, reading?.articleId, ...notes.map(({ articleId }) => articleId)]
  return [...new Set(ids.filter((id) => id !== undefined))]
}
