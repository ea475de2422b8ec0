import { useLayoutEffect } from 'react'
import type { ArticleView } from '../../../shared/api/views.ts'
import type { ReadingPlace } from '../../../shared/domain/session.ts'
import { cursorOn, passageOf } from '../../editor/reading-cursor.ts'
import type { ArticleEditor } from '../../editor/view.ts'
import { turnTo, type Subject } from './reading.ts'
import type { ReadingSession, Screen } from './reading-session.ts'

/** Below the top of the view: the line there is the one that is being read. */
const readingLinePx = 24
/** Where that line's top is put back, so that the reading line crosses it. */
const aboveLinePx = 8

/**
 * Goes on where this article was read last, and keeps that up while it is read. It is kept as an offset
 * into the text: pixels would be another paragraph in another window. `isCalled`: the reader came for
 * an annotation, which wins.
 */
export function useReadingPlace(
  session: ReadingSession,
  editor: ArticleEditor | null,
  article: ArticleView,
  isCalled: boolean,
): void {
  const articleId = article.row.id
  const { id: versionId } = article.version
  const isLatest = article.versions.every(({ number }) => number <= article.version.number)
  useLayoutEffect(() => {
    const screen = session.screen.get()
    if (editor === null || screen === null) return undefined
    const kept = session.place.get()
    if (!isCalled && kept?.articleId === articleId) {
      showPlace(screen, kept, versionId)
      if (kept.versionId === versionId) holdAgain(session, kept)
    }
    const keep = (): void =>
      session.place.set((last) => {
        const held = heldBy(session.reading.get().subject)
        const now = { articleId, versionId, isLatest, ...placeOn(screen), ...held }
        return isSame(last, now) ? last : now
      })
    const stops = [followScrolling(screen, keep), followSubject(session, keep)]
    return () => stops.forEach((stop) => stop())
  }, [session, editor, articleId, versionId, isLatest, isCalled])
}

/** Stands the keyboard on the words that it stood on, unless the reader has turned to others by now. */
function holdAgain({ reading }: ReadingSession, { held }: ReadingPlace): void {
  const isFree = reading.get().subject.kind === 'nothing' && reading.get().layer.kind === 'none'
  if (held === undefined || !isFree) return
  reading.set((now) => turnTo(now, { kind: 'passage', cursor: cursorOn(held) }, 'none'))
}

function heldBy(subject: Subject): Pick<ReadingPlace, 'held'> {
  const hasCursor = subject.kind === 'passage' || subject.kind === 'annotation'
  return hasCursor && subject.cursor !== null ? { held: passageOf(subject.cursor) } : {}
}

/** Calls when the reader turns to other words. */
function followSubject({ reading }: ReadingSession, keep: () => void): () => void {
  let last = reading.get().subject
  return reading.subscribe(() => {
    const { subject } = reading.get()
    if (subject === last) return
    last = subject
    keep()
  })
}

/** Calls at once, and again with every frame in which the text was scrolled. */
function followScrolling({ scroller }: Screen, keep: () => void): () => void {
  let frame: number | null = null
  const onScroll = (): void => {
    frame ??= requestAnimationFrame(() => {
      frame = null
      keep()
    })
  }
  keep()
  scroller.addEventListener('scroll', onScroll, { passive: true })
  return () => {
    scroller.removeEventListener('scroll', onScroll)
    if (frame !== null) cancelAnimationFrame(frame)
  }
}

/** The line at the top of the view, as the block that it is in and its offset in the text. */
function placeOn({ editor, scroller }: Screen): Pick<ReadingPlace, 'block' | 'offset'> {
  const { blocks } = editor.structure
  const y = scroller.getBoundingClientRect().top + readingLinePx
  const block = firstBelow(blocks.length, (at) => {
    const own = blocks[at]
    return own !== undefined && editor.extentOf(own).bottom > y
  })
  const own = blocks[block]
  if (scroller.scrollTop <= 0 || own === undefined) return { block: 0, offset: 0 }
  const { left } = editor.dom.getBoundingClientRect()
  const isInside = editor.extentOf(own).top < y
  const offset = isInside ? editor.offsetAt({ x: left + 4, y }) : null
  return { block, offset: clamp(offset ?? own.start, own.start, own.end - 1) }
}

/** Scrolls so that the kept line is the one that is read; in another version, to where its block begins. */
function showPlace({ editor, scroller }: Screen, kept: ReadingPlace, versionId: string): void {
  const { blocks } = editor.structure
  const own = blocks[Math.min(kept.block, blocks.length - 1)]
  if (own === undefined || kept.block === 0) return
  const start = kept.versionId === versionId ? kept.offset : own.start
  const { top } = editor.extentOf({ start, end: start + 1 })
  scroller.scrollTop += top - (scroller.getBoundingClientRect().top + aboveLinePx)
}

/** The first of `count` for which `isBelow` holds, which it does for all after it; `count` if for none. */
function firstBelow(count: number, isBelow: (at: number) => boolean): number {
  let from = 0
  let to = count
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (isBelow(middle)) to = middle
    else from = middle + 1
  }
  return from
}

function clamp(value: number, from: number, to: number): number {
  return Math.max(from, Math.min(value, to))
}

function isSame(a: ReadingPlace | null, b: ReadingPlace): boolean {
  const isStill = a?.held?.start === b.held?.start && a?.held?.end === b.held?.end
  const parts = ['articleId', 'versionId', 'isLatest', 'block', 'offset'] as const
  return a !== null && isStill && parts.every((key) => a[key] === b[key])
}
