import { createIntake } from '../../renderer/features/library/intake.ts'
import { everyArticle, type LibraryFilter } from '../../renderer/features/library/library-filter.ts'
import { Library } from '../../renderer/features/library/Library.tsx'
import { WindowIntake } from '../../renderer/features/library/WindowIntake.tsx'
import { createCaptures } from '../../renderer/stores/captures.ts'
import { createCodebook } from '../../renderer/stores/codebook.ts'
import { createLibraryStore } from '../../renderer/stores/library-store.ts'
import { createMarks } from '../../renderer/stores/marks.ts'
import { createStore, type Store } from '../../renderer/stores/store.ts'
import type { Id } from '../../shared/domain/ids.ts'
import type { ListPlace } from '../../shared/domain/session.ts'
import type { InMemoryLibrary } from './in-memory-library.ts'
import { keepHandedOver, showPlace, type HandedOver } from './place-on-screen.tsx'

/** Opens the Library over a library in memory, with what takes pastes and drops; returns what closes it. */
export function showLibrary(
  { client }: InMemoryLibrary,
  {
    handedOver = keepHandedOver(),
    filter = createStore(everyArticle),
    onOpen = () => undefined,
    onVerify = () => undefined,
  }: {
    handedOver?: HandedOver
    filter?: Store<LibraryFilter>
    onOpen?: (id: Id) => void
    onVerify?: () => void
  } = {},
): () => void {
  const library = createLibraryStore(client)
  const captures = createCaptures(client, library)
  const intake = createIntake(captures, library)
  const codebook = createCodebook(client)
  const { onCollect, onTag, onExport } = handedOver
  return showPlace(
    <>
      <Library
        library={library}
        captures={captures}
        intake={intake}
        marks={createMarks()}
        listPlace={createStore<ListPlace | null>(null)}
        filter={filter}
        codebook={codebook}
        lastRead={null}
        onOpen={onOpen}
        onCollect={onCollect}
        onTag={onTag}
        onExport={onExport}
        onVerify={onVerify}
      />
      <WindowIntake intake={intake} onTaken={() => undefined} />
    </>,
    [library.start(), codebook.start()],
  )
}
