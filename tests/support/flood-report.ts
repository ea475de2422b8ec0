import type { Node } from 'prosemirror-model'
import { articleSchema } from '../../shared/text/article-schema.ts'
import type { InMemoryArticle } from './in-memory-article.ts'

const { nodes } = articleSchema

const paragraphs = [
  'The council on Monday night rejected the report into last winter’s flood, saying its authors had “ignored residents” and blamed engineers who had warned of the risk for three years. The vote, 19 to 12, came after four hours of debate.',
  '“We were not told,” said the minister, Anna Ruiz, whose office received a draft in March. Her department declined to comment on the draft. Officials said the figures would be published before the summer recess.',
  'Tom Hale, the council’s deputy leader, said the inquiry had heard from eleven officials and only two families from Quay Street, where the water stood at 1.4 metres for two days. “A report that leaves out the street that flooded is not a report,” he said.',
  'The engineers’ association disputed that. Its chair, Ines Falk, said three written warnings about the Sallow sluice went to the council between 2022 and 2025, and that none was answered. “The gate was the cheapest thing on the list,” she said.',
]

/** A piece of fiction, ours: the article that the Reader is tried with. All people in it are invented. */
export function floodReport(): Node {
  return nodes.doc.createChecked(null, [
    nodes.title.createChecked(
      null,
      articleSchema.text('Council rejects flood report as “incomplete”'),
    ),
    nodes.standfirst.createChecked(
      null,
      articleSchema.text('Members send the 84-page inquiry back to its authors'),
    ),
    ...paragraphs.map((text) => nodes.paragraph.createChecked(null, articleSchema.text(text))),
  ])
}

/** Tags it with crossing, identical and nested passages. */
export function tagFloodReport(library: InMemoryArticle): void {
  const mark = (words: string, paths: string[], note = ''): void => {
    const start = library.text.indexOf(words)
    library.mark({ start, end: start + words.length }, paths, note)
  }
  for (const path of ['Frames/Blame', 'Frames/Blame shift', 'Frames/Cost', 'Frames/Neglect'])
    library.mark({ start: 0, end: 1 }, [path])
  for (const path of ['Sources/Official', 'Sources/Resident', 'Sources/Engineer'])
    library.mark({ start: 0, end: 1 }, [path])
  for (const path of ['Measures/Inquiry', 'Tone/Alarm']) library.mark({ start: 0, end: 1 }, [path])
  library.annotations = []
  mark('rejected the report into last winter’s flood', ['Measures/Inquiry'])
  mark(
    'saying its authors had “ignored residents” and blamed engineers',
    ['Frames/Blame'],
    'Compare with the minutes.',
  )
  mark('had “ignored residents”', ['Sources/Official', 'Frames/Neglect'])
  mark('ignored residents', ['Tone/Alarm'])
  mark('who had warned of the risk', ['Tone/Alarm'])
  mark('had warned of the risk for three years', ['Sources/Engineer'])
  mark('“We were not told,” said the minister, Anna Ruiz, whose office received a draft in March', [
    'Frames/Blame shift',
  ])
  mark('“We were not told,”', ['Sources/Official'])
  mark('“A report that leaves out the street that flooded is not a report,”', ['Sources/Official'])
  mark('“A report that leaves out the street that flooded is not a report,”', ['Frames/Blame'])
  mark(
    'three written warnings about the Sallow sluice went to the council between 2022 and 2025, and that none was answered',
    ['Sources/Engineer'],
    'Which years?',
  )
  mark('The vote, 19 to 12', [])
}
