import type { CursorMove } from './reading-cursor.ts'

/** What a key means while the article has focus. */
export type ArticleKey =
  | { kind: 'move'; move: CursorMove }
  | { kind: 'walk'; direction: 'forward' | 'back' }
  | { kind: 'tag' | 'last-tag' | 'highlight' | 'note' | 'overlap' | 'remove' | 'card' | 'escape' }

/** The part of a keyboard event that decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>

const single: Readonly<Record<string, ArticleKey>> = {
  t: { kind: 'tag' },
  q: { kind: 'last-tag' },
  h: { kind: 'highlight' },
  n: { kind: 'note' },
  o: { kind: 'overlap' },
  delete: { kind: 'remove' },
  enter: { kind: 'card' },
  escape: { kind: 'escape' },
  '[': { kind: 'walk', direction: 'back' },
  ']': { kind: 'walk', direction: 'forward' },
}

const moves: Readonly<Record<string, Pick<CursorMove, 'by' | 'direction'>>> = {
  j: { by: 'paragraph', direction: 'forward' },
  k: { by: 'paragraph', direction: 'back' },
  arrowright: { by: 'sentence', direction: 'forward' },
  arrowleft: { by: 'sentence', direction: 'back' },
}

/** The meaning of a key press, or null: it is not the article's. Ctrl and Cmd never are. */
export function articleKeyOf(press: KeyPress): ArticleKey | null {
  if (press.ctrlKey || press.metaKey) return null
  const key = press.key.toLowerCase()
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined
  if (press.altKey) {
    if (!press.shiftKey || move?.by !== 'sentence') return null
    return { kind: 'move', move: { by: 'word', direction: move.direction, extend: true } }
  }
  if (move !== undefined) return { kind: 'move', move: { ...move, extend: press.shiftKey } }
  // “[” and “]” need Shift on some layouts; a bare letter never does.
  if (press.shiftKey && /^[a-z]/u.test(key)) return null
  return (Object.hasOwn(single, key) ? single[key] : undefined) ?? null
}
