import type { Client } from '../../../shared/api/client.ts'
import type { ExportPreview, ExportSelection } from '../../../shared/api/contract.ts'
import type { Failure } from '../../../shared/api/result.ts'
import type { Handed, HandedMembers } from '../../stores/handed.ts'
import type { Writing } from '../../stores/export-writing.ts'
import { failureOf } from '../../stores/failure-of.ts'
import { createStore, type Store } from '../../stores/store.ts'
import { announce } from '../../ui/announce.ts'
import { countOf } from '../../ui/count-of.ts'
import { withEnding, type ExportFormat } from './formats.ts'

/**
 * What is chosen to go out, as what, and where to; `typedPath` null: where it is suggested. `heldPath` is the
 * suggestion that someone stands in: another that arrives meanwhile must not mix with what is being typed.
 */
export type Choice = {
  what: 'all' | 'collection' | 'handed'
  collection: string | null
  handed: HandedMembers | null
  format: ExportFormat
  typedPath: string | null
  heldPath: string | null
}

/** The files as they would be written; while they are read anew the last ones stay in sight. */
export type Preview = {
  isReading: boolean
  /** With the format that these files have. */
  shown: { format: ExportFormat; preview: ExportPreview } | null
  failure: Failure | null
}

/** The desk of an export. It belongs to the window, so that looking elsewhere in between loses nothing. */
export type ExportDesk = {
  choice: Store<Choice>
  preview: Store<Preview>
  writing: Store<Writing>
  choose(part: Partial<Choice>): void
  /** Keeps the suggested path as it stands while someone is in its field; `false` lets it follow again. */
  holdPath(isHeld: boolean): void
  /** Asks where to with the system's own dialog; null where there is none. Never rejects. */
  choosePath: (() => Promise<void>) | null
  /** Takes over what a place hands to Export; null: everything. */
  hand(handed: Handed | null): void
  /** Writes what is shown; `force` replaces what lies there. Never rejects. */
  write(force: boolean): Promise<void>
  stop(): void
  /** Reads the preview again. Never rejects. */
  refresh(): Promise<void>
  forget(): void
  /** Keeps the preview up with the choices and the library; returns a function that stops. */
  start(): () => void
}

const firstChoice: Choice = {
  what: 'all',
  collection: null,
  handed: null,
  format: 'markdown',
  typedPath: null,
  heldPath: null,
}
const noPreview: Preview = { isReading: true, shown: null, failure: null }

/** Makes the desk of a client; it reads nothing before it is started. `hasDialogs`: as on the desktop. */
export function createExportDesk(client: Client, hasDialogs: boolean): ExportDesk {
  const choice = createStore(firstChoice)
  const preview = createStore(noPreview)
  const writing = createStore<Writing>({ phase: 'idle' })
  let writer: AbortController | null = null
  const { refresh, stop: stopReading } = reading(client, choice, preview)
  const choose: ExportDesk['choose'] = (part) => {
    const { typedPath } = choice.get()
    const moved =
      part.format === undefined || typedPath === null
        ? {}
        : { typedPath: withEnding(typedPath, part.format) }
    choice.set((current) => ({ ...current, ...moved, ...part }))
    if (writing.get().phase !== 'writing') writing.set({ phase: 'idle' })
    if (Object.keys(part).some((key) => key !== 'typedPath')) void refresh()
  }
  return {
    choice,
    preview,
    writing,
    refresh,
    choose,
    holdPath(isHeld) {
      choice.set((current) => {
        const path = pathOf({ ...current, heldPath: null }, preview.get())
        return { ...current, heldPath: isHeld ? path : null }
      })
    },
    choosePath: hasDialogs ? choosing(client, { choice, preview, writing, choose }) : null,
    hand(handed) {
      if (handed === null) choose({ what: 'all' })
      else if (handed.kind === 'collection') choose({ what: 'collection', collection: handed.name })
      else choose({ what: 'handed', handed })
    },
    async write(force) {
      if (writer !== null) return
      writer = new AbortController()
      // Where it is suggested to go depends on what is chosen now.
      if (preview.get().isReading && choice.get().typedPath === null) await refresh()
      if (pathOf(choice.get(), preview.get()) !== '')
        await write(client, { choice, preview, writing }, force, writer.signal)
      writer = null
    },
    stop: () => writer?.abort(),
    forget() {
      stopReading()
      choice.set(firstChoice)
      preview.set(noPreview)
      writing.set({ phase: 'idle' })
    },
    start() {
      const follow = (): void => void refresh()
      const stops = [client.on('library.changed', follow), stopReading]
      follow()
      return () => stops.forEach((stop) => stop())
    },
  }
}

/** What the choices select. */
export function selectionOf({ what, collection, handed }: Choice): ExportSelection {
  if (what === 'collection' && collection !== null) return { kind: 'collection', name: collection }
  if (what === 'handed' && handed !== null) return { kind: 'members', members: [...handed.members] }
  return { kind: 'all' }
}

/** Where the export would go; empty while nothing is suggested yet. */
export function pathOf({ typedPath, heldPath, format }: Choice, { shown }: Preview): string {
  if (typedPath !== null || heldPath !== null) return typedPath ?? heldPath ?? ''
  // A suggestion that was read for another format is shown as it will be for this one: it must not change
  // under whoever has just reached its field.
  return shown === null ? '' : withEnding(shown.preview.suggestedPath, format)
}

/** Reads previews: a newer question stops the last one. */
function reading(
  client: Client,
  choice: Store<Choice>,
  preview: Store<Preview>,
): { refresh: () => Promise<void>; stop: () => void } {
  let last = new AbortController()
  const refresh = async (): Promise<void> => {
    last.abort()
    const own = new AbortController()
    last = own
    preview.set((current) => ({ ...current, isReading: true }))
    const { format } = choice.get()
    const request = { format, selection: selectionOf(choice.get()) }
    try {
      const read = await client.call('exports.preview', request, { signal: own.signal })
      if (own.signal.aborted) return
      preview.set({ isReading: false, shown: { format, preview: read }, failure: null })
    } catch (thrown) {
      if (own.signal.aborted) return
      preview.set({ isReading: false, shown: null, failure: failureOf(thrown) })
    }
  }
  return { refresh, stop: () => last.abort() }
}

/** Asks for a path, one dialog at a time. */
function choosing(
  client: Client,
  {
    choice,
    preview,
    writing,
    choose,
  }: Pick<ExportDesk, 'choice' | 'preview' | 'writing' | 'choose'>,
): () => Promise<void> {
  let isAsking = false
  return async () => {
    if (isAsking) return
    isAsking = true
    const path = pathOf(choice.get(), preview.get())
    try {
      const chosen = await client.call('exports.choosePath', { format: choice.get().format, path })
      if (chosen.path !== null) choose({ typedPath: chosen.path })
    } catch (thrown) {
      writing.set({ phase: 'failed', path, failure: failureOf(thrown) })
    } finally {
      isAsking = false
    }
  }
}

async function write(
  client: Client,
  { choice, preview, writing }: Pick<ExportDesk, 'choice' | 'preview' | 'writing'>,
  force: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { format } = choice.get()
  const path = pathOf(choice.get(), preview.get())
  const request = { format, path, force, selection: selectionOf(choice.get()) }
  writing.set({ phase: 'writing', path, done: 0, total: null })
  try {
    const report = await client.call('exports.write', request, {
      signal,
      onProgress: ({ done, total }) => writing.set({ phase: 'writing', path, done, total }),
    })
    writing.set({ phase: 'written', path, report })
    announce(`Exported ${countOf(report.passages, 'passage')} to ${path}.`)
  } catch (thrown) {
    writing.set({ phase: 'failed', path, failure: failureOf(thrown) })
  }
}
