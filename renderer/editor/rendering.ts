import { DOMSerializer, type DOMOutputSpec, type Mark, type Node } from 'prosemirror-model'
import type { MarkViewConstructor, NodeViewConstructor } from 'prosemirror-view'
import { articleSchema } from '../../shared/text/article-schema.ts'
import { pictureView, type LoadPicture } from './picture-view.ts'

/** Text direction: what the page says, else what the first strong character says. */
function direction(node: Node): { dir: string } {
  const dir: unknown = node.attrs['dir']
  return { dir: dir === 'ltr' || dir === 'rtl' ? dir : 'auto' }
}

function headingLevel(node: Node): number {
  const level = Number(node.attrs['level'])
  return Math.min(6, Math.max(2, Number.isInteger(level) ? level : 2))
}

function pictureAlt(node: Node): string {
  return String(node.attrs['alt'])
}

const nodes: Record<string, (node: Node) => DOMOutputSpec> = {
  title: (node) => ['h1', direction(node), 0],
  standfirst: (node) => ['p', { class: 'standfirst', ...direction(node) }, 0],
  heading: (node) => [`h${headingLevel(node)}`, direction(node), 0],
  paragraph: (node) => ['p', direction(node), 0],
  preformatted: () => ['pre', { dir: 'ltr' }, 0],
  list: (node) => [node.attrs['ordered'] === true ? 'ol' : 'ul', 0],
  list_item: (node) => [
    'li',
    {
      'data-level': String(Math.min(4, Number(node.attrs['level']))),
      'data-ordered': String(node.attrs['ordered'] === true),
      ...direction(node),
    },
    0,
  ],
  quotation_block: () => ['blockquote', 0],
  table: () => ['table', ['tbody', 0]],
  table_row: () => ['tr', 0],
  table_cell: (node) => [node.attrs['header'] === true ? 'th' : 'td', direction(node), 0],
  figure: () => ['figure', 0],
  picture: (node) => ['img', { alt: pictureAlt(node) }],
  caption: (node) => ['figcaption', direction(node), 0],
  hard_break: () => ['br'],
  inline_picture: (node) => ['img', { class: 'inline-picture', alt: pictureAlt(node) }],
  // The serializer takes a string here, though its types don't say so.
  text: (node) => (node.text ?? '') as unknown as DOMOutputSpec,
}

const marks: Record<string, (mark: Mark) => DOMOutputSpec> = {
  link: (mark) => [
    'a',
    { href: String(mark.attrs['href']), target: '_blank', rel: 'noopener noreferrer' },
    0,
  ],
  emphasis: () => ['em', 0],
  strong: () => ['strong', 0],
  code: () => ['code', 0],
  superscript: () => ['sup', 0],
  subscript: () => ['sub', 0],
}

/** How the nodes and marks of the article schema look in HTML: the only place that says so. */
export const articleSerializer = new DOMSerializer(nodes, marks)

/** The same rendering for an editor view; pictures are loaded through `loadPicture`. */
export function nodeViewsOf(loadPicture: LoadPicture): Record<string, NodeViewConstructor> {
  const views: Record<string, NodeViewConstructor> = {}
  for (const [name, render] of Object.entries(nodes)) {
    if (name === 'text' || !Object.hasOwn(articleSchema.nodes, name)) continue
    views[name] = (node) => viewOf(render(node))
  }
  views['picture'] = (node) => pictureView(node, loadPicture)
  views['inline_picture'] = (node) => pictureView(node, loadPicture)
  return views
}

/** The rendering of marks for an editor view. */
export function markViews(): Record<string, MarkViewConstructor> {
  return Object.fromEntries(
    Object.entries(marks).map(([name, render]) => [name, (mark: Mark) => viewOf(render(mark))]),
  )
}

function viewOf(spec: DOMOutputSpec): { dom: HTMLElement; contentDOM?: HTMLElement } {
  const { dom, contentDOM } = DOMSerializer.renderSpec(document, spec)
  return contentDOM === undefined ? { dom } : { dom, contentDOM }
}
