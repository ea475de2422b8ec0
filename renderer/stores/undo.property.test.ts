import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClient } from '../../shared/api/client.ts'
import { serve } from '../../shared/api/serve.ts'
import type { AnnotationView } from '../../shared/api/views.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { doc, p } from '../../tests/support/article-builders.ts'
import { portPair } from '../../tests/support/port-pair.ts'
import { inMemoryArticle, type InMemoryArticle } from '../../tests/support/in-memory-article.ts'
import { createOpenArticle, type Draft } from './open-article.ts'
import type { Edit } from './undo-history.ts'
import type { Outcome } from './undo-outcome.ts'
import { createUndo } from './undo.ts'

const words = 'The council rejected the report after four hours of debate.'

const pick = fc.nat({ max: 1_000 })
const passages = fc
  .tuple(fc.nat({ max: 20 }), fc.integer({ min: 3, max: 20 }))
  .map(([start, length]) => ({ start, end: start + length }))
const paths = fc.constantFrom('Frames', 'Frames/Blame', 'Frames/Relief', 'Sources')
const choices = fc.uniqueArray(paths, { maxLength: 3 }).map((all) => all.map((path) => ({ path })))
const notes = fc.constantFrom('', 'see', 'see the minutes')

const creation = fc.record({
  do: fc.constant('create' as const),
  draft: fc.record({ passage: passages, tags: choices, note: notes }),
})
const change = fc.record({
  do: fc.constant('change' as const),
  pick,
  edit: fc.oneof(
    choices.map((tags): Edit => ({ tags })),
    notes.map((note): Edit => ({ note })),
    passages.map((passage): Edit => ({ passage })),
    fc.constant<Edit>({ removed: true }),
  ),
})
const foreign = fc.record({ do: fc.constant('foreign' as const), pick, note: notes })
const step = fc.constantFrom<{ do: 'undo' } | { do: 'redo' }>({ do: 'undo' }, { do: 'redo' })
type Own = { do: 'create'; draft: Draft } | { do: 'change'; pick: number; edit: Edit }

async function world() {
  const library = inMemoryArticle(doc(p(words)))
  const wires = portPair()
  serve(library.application, wires.far, (bug) => {
    throw bug
  })
  const client = createClient(wires.near)
  let last: Outcome | null = null
  const undo = createUndo(client, (outcome) => {
    last = outcome
  })
  const article = createOpenArticle(client, library.articleId, undo)
  article.start()
  await article.openVersion(null)
  return { library, client, undo, article, outcome: () => last }
}
type World = Awaited<ReturnType<typeof world>>

const live = ({ annotations }: InMemoryArticle): AnnotationView[] =>
  annotations.filter(({ annotation }) => annotation.removed === null)

const picked = (library: InMemoryArticle, index: number): AnnotationView | undefined => {
  const all = live(library)
  return all[index % Math.max(1, all.length)]
}

/** What undo must bring back of an annotation; null: there is none. */
function contentOf(library: InMemoryArticle, id: Id | undefined): string | null {
  const found = library.annotations.find(({ annotation }) => annotation.id === id)
  if (found === undefined || found.annotation.removed !== null) return null
  const { tagIds, note, target } = found.annotation
  return JSON.stringify([tagIds, note, target])
}

const contents = (library: InMemoryArticle): Record<Id, string | null> =>
  Object.fromEntries(live(library).map(({ annotation: { id } }) => [id, contentOf(library, id)]))

/** Does a command; null when there was nothing to do it to. */
async function perform(
  { library, undo, article }: World,
  own: Own,
): Promise<AnnotationView | null> {
  let written: AnnotationView | null = null
  await undo.inTurn(async () => {
    if (own.do === 'create') {
      written = await article.create(own.draft)
      return
    }
    const view = picked(library, own.pick)
    if (view !== undefined) written = await article.change(view, own.edit)
  })
  return written
}

test('as many undos as commands give back the first state exactly, and redo the last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(creation, change), { minLength: 1, maxLength: 25 }),
      async (commands) => {
        const here = await world()
        here.library.mark({ start: 0, end: 11 }, ['Frames'], 'from before')
        here.library.mark({ start: 4, end: 11 }, [])
        here.library.announce('library.changed', { articleIds: [] })
        const first = contents(here.library)
        for (const command of commands) await perform(here, command)
        const last = contents(here.library)
        const steps = here.undo.history.get().done.length
        for (const _ of commands) await here.undo.undo()
        expect(contents(here.library)).toEqual(first)
        expect(here.undo.history.get().undone).toHaveLength(steps)
        for (const _ of commands) await here.undo.redo()
        expect(contents(here.library)).toEqual(last)
      },
    ),
    { numRuns: 60 },
  )
})

type Entry = { id: Id; before: string | null; after: string | null; isStale: boolean }

test('a step is taken exactly when nobody else changed its annotation since, and then exactly', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          { weight: 2, arbitrary: creation },
          { weight: 5, arbitrary: change },
          { weight: 1, arbitrary: foreign },
          { weight: 5, arbitrary: step },
        ),
        { minLength: 5, maxLength: 40 },
      ),
      async (commands) => {
        const here = await world()
        const { library } = here
        let done: Entry[] = []
        let undone: Entry[] = []
        for (const command of commands) {
          if (command.do === 'foreign') {
            const view = picked(library, command.pick)
            if (view === undefined) continue
            const { id: annotationId, rev: expectedRev, articleId } = view.annotation
            const input = { articleId, annotationId, expectedRev, note: command.note }
            await here.client.call('annotations.change', input)
            const stale = (entry: Entry): Entry =>
              entry.id === annotationId ? { ...entry, isStale: true } : entry
            done = done.map(stale)
            undone = undone.map(stale)
            // The window hears of it before the person goes on.
            await here.client.call('codebook.list', {})
            await here.client.call('codebook.list', {})
          } else if (command.do === 'undo' || command.do === 'redo') {
            const isUndo = command.do === 'undo'
            const entry = (isUndo ? done : undone).pop()
            const before = contents(library)
            await (isUndo ? here.undo.undo() : here.undo.redo())
            const kind = entry === undefined ? 'nothing' : entry.isStale ? 'refused' : 'done'
            expect(here.outcome()?.kind).toBe(kind)
            if (entry !== undefined && !entry.isStale) {
              expect(before[entry.id] ?? null).toBe(isUndo ? entry.after : entry.before)
              expect(contentOf(library, entry.id)).toBe(isUndo ? entry.before : entry.after)
              ;(isUndo ? undone : done).push(entry)
            } else expect(contents(library)).toEqual(before)
          } else {
            const all = contents(library)
            const view = await perform(here, command)
            if (view === null) continue
            const { id } = view.annotation
            const before = all[id] ?? null
            const after = contentOf(library, id)
            undone = []
            if (before !== after) done.push({ id, before, after, isStale: false })
          }
        }
      },
    ),
    { numRuns: 60 },
  )
})
