/** A line of a Markdown file as it is shown: its own source, set by what it says. */
export type MarkdownLine = { kind: 'title' | 'heading' | 'quote' | 'fact' | 'text'; source: string }

/** The lines of an export. It is shown as the file holds it: nothing of it is rendered. */
export function markdownLines(text: string): MarkdownLine[] {
  return text.split('\n').map((source) => ({ kind: kindOf(source), source }))
}

function kindOf(line: string): MarkdownLine['kind'] {
  if (/^#{1,2} /u.test(line)) return 'title'
  if (/^#{3,6} /u.test(line)) return 'heading'
  if (line.startsWith('>')) return 'quote'
  return /^(?:- |Source: |Captured: |Context: )/u.test(line) ? 'fact' : 'text'
}
