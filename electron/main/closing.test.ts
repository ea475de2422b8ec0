import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { graceMs, guardClosing } from './closing.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A window over a page that has unsaved words while `isDirty`; `answer` is what the person chooses. */
function aWindow(answer: 0 | 1) {
  const state = { isDirty: true, isClosed: false, asked: 0 }
  const contents = new EventEmitter()
  /** Whether the page goes away. */
  const unload = (): boolean => {
    let isOverruled = false
    if (state.isDirty)
      contents.emit('will-prevent-unload', { preventDefault: () => (isOverruled = true) })
    return !state.isDirty || isOverruled
  }
  const window = Object.assign(new EventEmitter(), {
    webContents: contents,
    isDestroyed: () => state.isClosed,
    close() {
      window.emit('close')
      state.isClosed = unload()
    },
  })
  const showMessageBoxSync = () => {
    state.asked += 1
    return answer
  }
  guardClosing(window as unknown as BrowserWindow, { showMessageBoxSync })
  return { window, state, unload }
}

test('words that are saved meanwhile let the window close, and nobody is asked', () => {
  const { window, state } = aWindow(0)
  window.close()
  expect(state.isClosed).toBe(false)
  state.isDirty = false
  vi.advanceTimersByTime(graceMs)
  expect(state).toMatchObject({ isClosed: true, asked: 0 })
})

test('words that can’t be saved are asked about, each time the window is to close', () => {
  const { window, state } = aWindow(0)
  for (const asked of [1, 2]) {
    window.close()
    vi.advanceTimersByTime(graceMs)
    expect(state).toMatchObject({ isClosed: false, asked })
  }
})

test('a person who lets the words go has the window closed', () => {
  const { window, state } = aWindow(1)
  window.close()
  vi.advanceTimersByTime(graceMs)
  expect(state).toMatchObject({ isClosed: true, asked: 1 })
})

test('a reload asks at once, and never closes the window', () => {
  const { state, unload } = aWindow(0)
  expect(unload()).toBe(false)
  vi.advanceTimersByTime(graceMs)
  expect(state).toMatchObject({ isClosed: false, asked: 1 })
})
