import type { CaptureRequest } from '../../../shared/api/contract.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { assertNever } from '../../../shared/errors.ts'
import type { Capture, Captures } from '../../stores/captures.ts'
import type { LibraryStore } from '../../stores/library-store.ts'
import type { SavedFor } from '../../stores/saved-for.ts'
import { createStore, type Store } from '../../stores/store.ts'
import { announce } from '../../ui/announce.ts'
import type { FoundFile } from './found-files.ts'
import { readPasted } from './read-pasted.ts'
import { savedForKey } from './saved-for-row.ts'
import { takeFiles } from './take-files.ts'
import { newDraft, type TextDraft } from './text-request.ts'

/**
 * What stands in the address box, the sentence beneath it, and the article text that is being
 * pasted (null: none). It outlives the Library, so that nothing typed is lost by leaving it.
 * `isBoxWanted`: the box takes the focus as soon as it is on screen.
 */
export type IntakeState = {
  box: string
  sentence: string | null
  draft: TextDraft | null
  isBoxWanted: boolean
}

/** Everything that comes in: typed, pasted, dropped, chosen; one way for all. */
export type Intake = {
  state: Store<IntakeState>
  type(box: string): void
  /** Takes words from anywhere: addresses are captured, a text is asked about, the rest is told. */
  take(text: string): void
  /** Captures files; with `savedFor` the one page of that address, which settles its row. */
  takeFiles(
    finding: readonly FoundFile[] | Promise<readonly FoundFile[]>,
    savedFor: SavedFor | null,
  ): Promise<void>
  /** Asks for the file of a page that a browser saved; who can ask a person listens by `onChoose`. */
  chooseSaved(savedFor: SavedFor): void
  onChoose(choose: (savedFor: SavedFor) => void): () => void
  /** What a file would be added to that is dropped on the row of this key; null for any other place. */
  savedForRow(key: string): SavedFor | null
  /** Changes the text that is being pasted, or what is known of it. */
  draft(part: Partial<TextDraft>): void
  /** Asks for the focus in the box, or says that it has it. */
  wantBox(isWanted: boolean): void
  /** Closes the form of the text that is being pasted. */
  discard(): void
  /** Captures, and says how it began and ended. */
  capture(request: CaptureRequest, replaces?: Id): Promise<Capture>
}

/** Makes the intake. */
export function createIntake(captures: Captures, library: LibraryStore): Intake {
  let choose: ((savedFor: SavedFor) => void) | null = null
  const state = createStore<IntakeState>({
    box: '',
    sentence: null,
    draft: null,
    isBoxWanted: false,
  })
  const put = (part: Partial<IntakeState>): void => state.set((now) => ({ ...now, ...part }))
  const capture: Intake['capture'] = async (request, replaces) => {
    const ended = captures.start(request, replaces)
    announce(`Capturing ${captures.state.get().at(-1)?.label ?? ''}.`)
    const end = await ended
    announce(endOf(end))
    // The form still holds the text and says what went wrong: a row would say it twice.
    if (request.kind === 'text' && end.state.phase === 'failed') captures.dismiss(end.number)
    return end
  }
  return {
    state,
    capture,
    type: (box) => put({ box, sentence: null }),
    take(text) {
      const pasted = readPasted(text)
      switch (pasted.kind) {
        case 'nothing':
          return put({ sentence: 'There is no address to capture yet. Paste one, or type it.' })
        case 'neither':
          return put({ box: text.trim(), sentence: pasted.sentence })
        case 'prose':
          return put(takeProse(state.get(), pasted.text))
        case 'addresses':
          put({ box: pasted.rest, sentence: pasted.sentence })
          for (const url of pasted.urls) void capture({ kind: 'address', url })
          return
        default:
          return assertNever(pasted)
      }
    },
    async takeFiles(finding, savedFor) {
      const { requests, refusals } = await takeFiles(finding, savedFor?.url ?? null)
      put({ sentence: refusals.length === 0 ? null : refusals.join(' ') })
      const dismissed = savedFor?.dismisses ?? null
      if (dismissed !== null && requests.length > 0) captures.dismiss(dismissed)
      for (const request of requests) void capture(request, savedFor?.replaces ?? undefined)
    },
    chooseSaved: (savedFor) => choose?.(savedFor),
    onChoose(listener) {
      choose = listener
      return () => {
        choose = null
      }
    },
    savedForRow: (key) => savedForKey(key, captures.state.get(), library.state.get()),
    draft: (part) =>
      state.set((now) => (now.draft === null ? now : { ...now, draft: { ...now.draft, ...part } })),
    wantBox: (isBoxWanted) => put({ isBoxWanted }),
    discard: () => put({ draft: null, isBoxWanted: true }),
  }
}

function takeProse(now: IntakeState, text: string): Partial<IntakeState> {
  const isUsed = now.draft !== null && now.draft.text.trim() !== ''
  if (!isUsed) return { box: '', sentence: null, draft: newDraft(text) }
  return {
    sentence:
      'Another text is open below, and was left as it is. Keep or cancel it, then paste again.',
  }
}

function endOf({ label, state }: Capture): string {
  if (state.phase === 'failed' || state.phase === 'logged')
    return `${label}: ${state.failure.message}`
  if (state.phase !== 'done') return ''
  const { outcome, title, version } = state.outcome
  switch (outcome) {
    case 'new-article':
      return `Captured: ${title}.`
    case 'new-version':
      return `The text has changed. Version ${version} is kept of ${title}.`
    case 'unchanged':
      return `The same text as before: ${title}.`
    default:
      return assertNever(outcome)
  }
}
