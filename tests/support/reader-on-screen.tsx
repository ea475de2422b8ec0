import '../../renderer/styles/tokens.css'
import '../../renderer/styles/base.css'
import '../../renderer/styles/prose.css'
import { createRoot } from 'react-dom/client'
import { expect } from 'vitest'
import { page } from 'vitest/browser'
import { createClient } from '../../shared/api/client.ts'
import { serve } from '../../shared/api/serve.ts'
import type { ReadingPlace } from '../../shared/domain/session.ts'
import { Reader } from '../../renderer/features/reader/Reader.tsx'
import type { PanelTab } from '../../renderer/features/reader/reading.ts'
import { createStore } from '../../renderer/stores/store.ts'
import { createUndo } from '../../renderer/stores/undo.ts'
import { createUnsavedNotes } from '../../renderer/stores/unsaved-notes.ts'
import type { InMemoryArticle } from './in-memory-article.ts'
import { portPair } from './port-pair.ts'

/** The Reader over an article in memory. */
export type ReaderOnScreen = {
  /** How often the person left the article. */
  timesLeft(): number
  close(): void
}

/** Opens the Reader alone in the page, and waits until its text has the focus. */
export async function showReader(library: InMemoryArticle): Promise<ReaderOnScreen> {
  const wires = portPair()
  const bugs: unknown[] = []
  serve(library.application, wires.far, (bug) => bugs.push(bug))
  const host = document.body.appendChild(document.createElement('div'))
  host.style.height = '100vh'
  const root = createRoot(host)
  const client = createClient(wires.near)
  let left = 0
  root.render(
    <Reader
      client={client}
      articleId={library.articleId}
      shared={{
        undo: createUndo(client, () => undefined),
        unsaved: createUnsavedNotes(),
        panelTab: createStore<PanelTab>('passages'),
        place: createStore<ReadingPlace | null>(null),
      }}
      codebook={() => null}
      onLeave={() => (left += 1)}
    />,
  )
  await expect.element(articleText()).toHaveFocus()
  return {
    timesLeft: () => left,
    close() {
      root.unmount()
      wires.close()
      host.remove()
      document.getSelection()?.removeAllRanges()
      if (bugs.length > 0) throw new Error('the application failed', { cause: bugs[0] })
    },
  }
}

/** The text of the article. */
export const articleText = () => page.getByRole('document', { name: 'Article text' })

/** The words that are chosen and not kept yet, as they are painted. */
export const pending = (): string =>
  [...(CSS.highlights.get('pending') ?? [])].map((range) => (range as Range).toString()).join('|')

/** Selects words as a mouse does: pressed, swept, let go. */
export async function sweep(words: string): Promise<void> {
  const walker = document.createTreeWalker(articleText().element(), NodeFilter.SHOW_TEXT)
  while (walker.nextNode() !== null) {
    const node = walker.currentNode as Text
    const at = node.data.indexOf(words)
    if (at === -1) continue
    document.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    document.getSelection()?.setBaseAndExtent(node, at, node, at + words.length)
    document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
    await expect.poll(pending).toBe(words)
    return
  }
  throw new Error(`not on screen: ${words}`)
}
