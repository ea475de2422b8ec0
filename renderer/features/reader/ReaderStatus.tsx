import { blockAt, type ReadingStructure } from '../../editor/reading-structure.ts'
import { useStore } from '../../stores/store.ts'
import { StatusLine, type KeyHint } from '../../ui/StatusLine.tsx'
import type { PlacedAnnotation } from './placed-annotations.ts'
import { passageOfSubject, type Reading } from './reading.ts'
import type { ReadingSession } from './reading-session.ts'
import { tagsOn } from './walking.ts'

const articleHints: readonly KeyHint[] = [
  { keys: 'J K', title: 'paragraph' },
  { keys: '← →', title: 'sentence' },
  { keys: 'Shift', title: 'extend' },
  { keys: '[ ]', title: 'highlights' },
  { keys: 'O', title: 'overlaps' },
]
const annotationHints: readonly KeyHint[] = [
  { keys: 'O', title: 'overlaps' },
  { keys: 'Alt+Shift ← →', title: 'end' },
  { keys: 'Enter', title: 'in the list' },
  { keys: 'Del', title: 'remove' },
]
const pickerHints: readonly KeyHint[] = [
  { keys: '↑ ↓', title: 'choose' },
  { keys: 'Enter', title: 'apply and close' },
]

/** Where the reader is, what is tagged there, and which keys help. */
export function ReaderStatus({
  session,
  placed,
  structure,
}: {
  session: ReadingSession
  placed: readonly PlacedAnnotation[]
  structure: ReadingStructure | null
}) {
  const reading = useStore(session.reading)
  const passage = passageOfSubject(reading, placed)
  const facts =
    passage === null || structure === null
      ? [placed.length === 1 ? '1 annotation' : `${placed.length} annotations`]
      : [
          structure.nameOf(blockAt(structure, passage.start)),
          tagFact(tagsOn(placed, passage), passage.end - passage.start),
        ]
  return (
    <StatusLine hints={hintsFor(reading)}>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      {reading.isSaving ? <span>Saving…</span> : null}
    </StatusLine>
  )
}

function tagFact(tags: readonly string[], length: number): string {
  const characters = `${length.toLocaleString('en')} ${length === 1 ? 'character' : 'characters'}`
  if (tags.length === 0) return `${characters}, no tags here`
  return `${tags.length} ${tags.length === 1 ? 'tag' : 'tags'} here: ${tags.join(', ')}`
}

function hintsFor({ layer, subject }: Reading): readonly KeyHint[] {
  if (layer.kind === 'picker') return pickerHints
  if (layer.kind === 'note') return [{ keys: 'Esc', title: 'back to the text' }]
  return subject.kind === 'annotation' ? annotationHints : articleHints
}
