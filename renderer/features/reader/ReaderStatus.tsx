import { blockAt, type ReadingStructure } from '../../editor/reading-structure.ts'
import { useStore } from '../../stores/store.ts'
import { hintOf } from '../../ui/hint-of.ts'
import { StatusLine, type KeyHint } from '../../ui/StatusLine.tsx'
import type { PlacedAnnotation } from './placed-annotations.ts'
import { passageOfSubject, type Reading } from './reading.ts'
import type { ReadingSession } from './reading-session.ts'
import { tagsOn } from './walking.ts'

const articleHints: readonly KeyHint[] = [
  hintOf('article.next-paragraph', 'article.previous-paragraph'),
  hintOf('article.previous-sentence', 'article.next-sentence'),
  hintOf('article.shrink-sentence', 'article.extend-sentence'),
  hintOf('article.previous-annotation', 'article.next-annotation'),
  hintOf('article.overlap'),
]
const annotationHints: readonly KeyHint[] = [
  hintOf('article.overlap'),
  hintOf('article.shrink-word', 'article.extend-word'),
  hintOf('article.card'),
  hintOf('article.remove'),
]
const pickerHints: readonly KeyHint[] = [
  hintOf('picker.previous', 'picker.next'),
  hintOf('picker.take'),
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
  if (layer.kind === 'note') return [hintOf('note.close')]
  return subject.kind === 'annotation' ? annotationHints : articleHints
}
