import './highlights.css'
import './article.css'
import './paper-margin.css'
import type { Node as ArticleNode } from 'prosemirror-model'
import { EditorState, Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view'
import type { Passage } from '../../shared/anchoring/describe.ts'
import { offsetMapOf, type OffsetMap } from '../../shared/text/offsets.ts'
import { extentOf, linesOf, type Box } from './geometry.ts'
import type { Highlight } from './highlight.ts'
import { areDrawn, highlightsPlugin, setHighlights } from './highlights-plugin.ts'
import { createLayers, type Layers } from './layers.ts'
import type { LoadPicture } from './picture-view.ts'
import { drawAll, isDrawn, nearScreenPlugin } from './near-screen.ts'
import { paperMarginPlugin, setMarginNotes, type MarginNote } from './paper-margin.ts'
import { pointerPlugin, type PointerEvents } from './pointer-plugin.ts'
import { readingStructureOf, type ReadingStructure } from './reading-structure.ts'
import { articleSerializer, markViews, nodeViewsOf } from './rendering.ts'
import { offsetAtPoint, passageOfSelection } from './selection.ts'

/** What an article on screen needs from outside, and whom it tells. */
export type ArticleEditorOptions = PointerEvents & {
  document: ArticleNode
  text: string
  language: string | null
  label: string
  /** What is highlighted from the start. */
  highlights: readonly Highlight[]
  loadPicture: LoadPicture
  /** A key while the article has focus; true when it was used. */
  onKey(event: KeyboardEvent): boolean
  /** The passage to copy when nothing is selected in the page itself. */
  passageToCopy(): Passage | null
}

/** An article on screen. Offsets are those of the canonical text; boxes are in window pixels. */
export type ArticleEditor = {
  dom: HTMLElement
  /** An element after title and standfirst, for what the interface says of the article. */
  headerSlot: HTMLElement
  structure: ReadingStructure
  layers: Layers
  setHighlights(highlights: readonly Highlight[]): void
  /** Whether a passage is drawn: where there are very many, those far from the screen are not yet. */
  isDrawn(passage: Passage): boolean
  /** Hears when more passages are drawn; returns a function that stops. */
  onDrawn(listener: () => void): () => void
  /**
   * Shows what is held: a passage not kept yet, an annotation, or nothing. A page selection of any
   * other words is let go, so that nothing lies over what is shown.
   */
  showHeld(pending: Passage | null, isHeld: boolean): void
  /** Readies the whole article for paper: every highlight is drawn, and these stand beside the text. */
  showOnPaper(notes: readonly MarginNote[]): void
  linesOf(passage: Passage): Box[]
  extentOf(passage: Passage): Pick<Box, 'top' | 'bottom'>
  offsetAt(point: { x: number; y: number }): number | null
  focus(): void
  destroy(): void
}

/** Draws an article into `place`, read-only: no transaction can change the document. */
export function createArticleEditor(
  place: HTMLElement,
  options: ArticleEditorOptions,
): ArticleEditor {
  const map = offsetMapOf(options.document)
  const structure = readingStructureOf(options.text, map.blocks, options.language ?? undefined)
  const headerSlot = document.createElement('div')
  headerSlot.className = 'article-header'
  const drawnListeners = new Set<() => void>()
  const view = new EditorView(place, {
    state: EditorState.create({
      doc: options.document,
      plugins: [
        neverChanged(),
        headerPlugin(options.document, headerSlot),
        highlightsPlugin(map, options.highlights),
        nearScreenPlugin(map, drawnListeners),
        paperMarginPlugin(map),
        pointerPlugin(map, options),
        copyPlugin(map, options),
      ],
    }),
    editable: () => false,
    attributes: attributesOf(options),
    nodeViews: nodeViewsOf(options.loadPicture),
    markViews: markViews(),
    clipboardSerializer: articleSerializer,
    // A view that is not editable never calls handleKeyDown.
    handleDOMEvents: { keydown: (_, event) => options.onKey(event) },
  })
  const layers = createLayers(view, map)
  drawnListeners.add(() => layers.repaint())
  return {
    dom: view.dom,
    headerSlot,
    structure,
    layers,
    setHighlights(highlights) {
      if (areDrawn(view.state, highlights)) return
      view.dispatch(setHighlights(view.state.tr, highlights))
      layers.repaint()
    },
    isDrawn: (passage) => isDrawn(view, map, passage),
    onDrawn: (listener) => addTo(drawnListeners, listener),
    showHeld(pending, isHeld) {
      view.dom.dataset['held'] = String(isHeld)
      layers.paint('pending', pending === null ? [] : [pending])
      letGoOfOther(view, map, options.text, pending)
    },
    showOnPaper: (notes) => showOnPaper(view, map, layers, notes),
    linesOf: (passage) => linesOf(view, map, passage),
    extentOf: (passage) => extentOf(view, map, passage),
    offsetAt: (point) => offsetAtPoint(view, map, point),
    focus: () => view.dom.focus({ preventScroll: true }),
    destroy() {
      layers.clear()
      view.destroy()
    },
  }
}

function showOnPaper(
  view: EditorView,
  map: OffsetMap,
  layers: Layers,
  notes: readonly MarginNote[],
): void {
  drawAll(view, map)
  view.dispatch(setMarginNotes(view.state.tr, notes))
  layers.repaint()
}

function addTo<Item>(set: Set<Item>, item: Item): () => void {
  set.add(item)
  return () => set.delete(item)
}

function attributesOf({ label, language }: ArticleEditorOptions): Record<string, string> {
  return {
    class: 'prose',
    tabindex: '0',
    role: 'document',
    // A page translated in place would no longer be the text that offsets index.
    translate: 'no',
    'aria-label': label,
    ...(language === null ? {} : { lang: language }),
  }
}

function letGoOfOther(view: EditorView, map: OffsetMap, text: string, kept: Passage | null): void {
  const selection = view.dom.ownerDocument.getSelection()
  const selected = passageOfSelection(view, map, text, selection)
  const isOther = selected?.start !== kept?.start || selected?.end !== kept?.end
  if (selected !== null && isOther) selection?.removeAllRanges()
}

/** An article is evidence: whatever a browser or an extension does to the page, it stays as it is. */
function neverChanged(): Plugin {
  return new Plugin({ filterTransaction: (transaction) => !transaction.docChanged })
}

function headerPlugin(document: ArticleNode, slot: HTMLElement): Plugin {
  let pos = 0
  for (const child of document.children) {
    if (child.type.name !== 'title' && child.type.name !== 'standfirst') break
    pos += child.nodeSize
  }
  const decorations = DecorationSet.create(document, [
    Decoration.widget(pos, slot, {
      key: 'header',
      side: -1,
      ignoreSelection: true,
      stopEvent: () => true,
    }),
  ])
  return new Plugin({ props: { decorations: () => decorations } })
}

/** Copies canonical text: of the selection, else of the passage that the keyboard chose. */
function copyPlugin(
  map: OffsetMap,
  { text, passageToCopy }: Pick<ArticleEditorOptions, 'text' | 'passageToCopy'>,
): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        copy(view, event) {
          const passage = passageToCopy()
          if (passage === null || event.clipboardData === null) return false
          if (view.dom.ownerDocument.getSelection()?.isCollapsed === false) return false
          event.clipboardData.setData('text/plain', text.slice(passage.start, passage.end))
          event.preventDefault()
          return true
        },
      },
      clipboardTextSerializer: (_, view) => {
        const { from, to } = view.state.selection
        return text.slice(map.posToOffset(from), map.posToOffset(to))
      },
    },
  })
}
