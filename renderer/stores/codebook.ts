import type { Client } from '../../shared/api/client.ts'
import type { UndoStore } from './undo.ts'
import type { TagEdit } from './undo-history.ts'
import type { TagView } from '../../shared/api/views.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { sentenceOf } from './failure-of.ts'
import { createStore, type Store } from './store.ts'

/** The tags as they stand; `lastTagId` is the one used last in this window, `problem` why they may be old. */
export type CodebookState = {
  tags: readonly TagView[]
  lastTagId: Id | null
  problem: string | null
}

/** The codebook of the library, kept up with `library.changed`. */
export type CodebookStore = {
  store: Store<CodebookState>
  used(tagId: Id): void
  /** Reads the codebook and follows `library.changed`; returns a function that stops. */
  start(): () => void
}

/** The store of the codebook; it is read when started. */
export function createCodebook(client: Client): CodebookStore {
  const store = createStore<CodebookState>({
    tags: [],
    lastTagId: lastTags.get(client) ?? null,
    problem: null,
  })
  let request = 0
  const refresh = async (): Promise<void> => {
    request += 1
    const own = request
    try {
      const { tags } = await client.call('codebook.list', {})
      if (own === request) store.set((current) => ({ ...current, tags, problem: null }))
    } catch (problem) {
      if (own === request) store.set((current) => ({ ...current, problem: sentenceOf(problem) }))
    }
  }
  return {
    store,
    used(tagId) {
      lastTags.set(client, tagId)
      store.set((current) => ({ ...current, lastTagId: tagId }))
    },
    start() {
      void refresh()
      const stopFollowing = client.on('library.changed', () => void refresh())
      return () => {
        request += 1
        stopFollowing()
      }
    },
  }
}

/**
 * Gives a tag another name or definition, as a step that can be undone. Rejects with the AppError of
 * the call, and then nothing was changed.
 */
export async function changeTag(
  client: Client,
  undo: UndoStore,
  tag: TagView,
  edit: TagEdit,
): Promise<TagView> {
  let after = tag
  await undo.inTurn(async () => {
    const input = { tagId: tag.id, expectedRev: tag.rev, ...edit }
    const written = await client.call('codebook.change', input)
    undo.recordTag(tag, written.tag)
    after = written.tag
  })
  return after
}

/** The last tag outlives one article: it belongs to the window, as its client does. */
const lastTags = new WeakMap<Client, Id>()
