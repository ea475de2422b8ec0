import { expect, test } from 'vitest'
import type { AnnotationView } from '../../../shared/api/views.ts'
import type { Draft } from '../../stores/open-article.ts'
import type { Edit } from '../../stores/undo-history.ts'
import { beginNote } from './note-session.ts'

/** An article that keeps notes, or refuses while `refuses`; `log` says what was asked of it. */
function article() {
  const log: string[] = []
  const state = { refuses: false }
  const view = (note: string) => ({ annotation: { note } }) as AnnotationView
  const answer = (what: string, note: string): Promise<AnnotationView> => {
    log.push(`${what} ${note}`)
    return state.refuses ? Promise.reject(new Error('refused')) : Promise.resolve(view(note))
  }
  return {
    log,
    state,
    create: ({ note }: Draft) => answer('create', note),
    change: (_: AnnotationView, { note }: Edit) => answer('change', note ?? ''),
    view,
  }
}

const passage = { start: 3, end: 9 }

const begin = (
  here: ReturnType<typeof article>,
  annotation: AnnotationView | null,
  made: () => AnnotationView | null = () => null,
) =>
  beginNote(
    here,
    { annotation, passage, made },
    () => undefined,
    (act) => act(),
  )

test('a note joins the annotation that a tag has made on its words meanwhile', async () => {
  const here = article()
  const note = begin(here, null, () => here.view(''))
  note.type('a')
  await note.save()
  expect(here.log).toEqual(['change a'])
})

test('the first save makes the annotation, the next ones change it, one after the other', async () => {
  const here = article()
  const note = begin(here, null)
  note.type('a')
  const first = note.save()
  note.type('ab')
  await Promise.all([first, note.save()])
  note.type('abc')
  await note.save()
  expect(here.log[0]?.startsWith('create')).toBe(true)
  expect(here.log.filter((line) => line.startsWith('create'))).toHaveLength(1)
  expect(here.log.at(-1)).toBe('change abc')
  expect(note.hasUnsaved()).toBe(false)
})

test('white space alone makes no annotation', async () => {
  const here = article()
  const note = begin(here, null)
  note.type('  ')
  await note.save()
  expect(here.log).toEqual([])
  expect(note.hasUnsaved()).toBe(false)
})

test('an old note can be emptied', async () => {
  const here = article()
  const note = begin(here, here.view('old'))
  note.type('')
  await note.save()
  expect(here.log).toEqual(['change '])
})

test('a save that fails leaves the text unsaved, and the next one tries again', async () => {
  const here = article()
  const note = begin(here, null)
  here.state.refuses = true
  note.type('a')
  await expect(note.save()).rejects.toThrow('refused')
  expect(note.hasUnsaved()).toBe(true)
  here.state.refuses = false
  await note.save()
  expect(here.log).toEqual(['create a', 'create a'])
  expect(note.hasUnsaved()).toBe(false)
})
