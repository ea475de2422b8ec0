import { expect, it } from 'vitest'
import { allKeyNames, ariaKeys, commandOf, keyNames, sharedKeyNames } from './keymap.ts'

type Held = Partial<Pick<KeyboardEvent, 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>> & {
  altGraph?: boolean
}

/** A key press as the page hears it. */
function press(key: string, { altGraph = false, ...held }: Held = {}): KeyboardEvent {
  const modifiers: Readonly<Record<string, boolean>> = {
    Shift: held.shiftKey === true,
    Alt: held.altKey === true,
    Control: held.ctrlKey === true,
    Meta: held.metaKey === true,
    AltGraph: altGraph,
  }
  const getModifierState = (name: string): boolean => modifiers[name] === true
  return { key, code: '', ...held, getModifierState } as unknown as KeyboardEvent
}

const ofArticle = [
  'article.tag',
  'article.remove',
  'article.extend-sentence',
  'article.shrink-word',
  'article.previous-annotation',
] as const

it('keys are named as they stand on the person’s keyboard', () => {
  expect(keyNames('address.focus', false)).toBe('Ctrl+L')
  expect(keyNames('address.focus', true)).toBe('⌘L')
  expect(keyNames('place.export', false)).toBe('Ctrl+Shift+E')
  expect(keyNames('place.export', true)).toBe('⇧⌘E')
  expect(keyNames('list.next', true)).toBe('J')
  expect(keyNames('list.first', false)).toBe('Home')
  expect(keyNames('article.remove', false)).toBe('Del')
  expect(keyNames('coder.rename', false)).toBe('')
  expect(allKeyNames('annotations.redo', false)).toEqual(['Ctrl+Shift+Z', 'Ctrl+Y'])
  expect(ariaKeys('place.export', true)).toBe('Meta+Shift+E')
})

it('what several keys share stands there once', () => {
  const ends = ['article.shrink-word', 'article.extend-word'] as const
  expect(sharedKeyNames(ends, false)).toBe('Alt+Shift ← →')
  expect(sharedKeyNames(['list.next', 'list.previous'], false)).toBe('J K')
})

it('a bare letter means an act on the passage, in capitals too; one held with Ctrl, Alt or Shift is another’s', () => {
  expect(commandOf(press('t'), ofArticle)).toBe('article.tag')
  expect(commandOf(press('T'), ofArticle)).toBe('article.tag')
  expect(commandOf(press('Delete'), ofArticle)).toBe('article.remove')
  expect(commandOf(press('c'), ofArticle)).toBeNull()
  for (const held of ['shiftKey', 'altKey', 'ctrlKey', 'metaKey'])
    expect(commandOf(press('t', { [held]: true }), ofArticle)).toBeNull()
})

it('Shift extends; Alt and Shift move the end by a word', () => {
  const word = { shiftKey: true, altKey: true }
  expect(commandOf(press('ArrowRight', { shiftKey: true }), ofArticle)).toBe(
    'article.extend-sentence',
  )
  expect(commandOf(press('ArrowLeft', word), ofArticle)).toBe('article.shrink-word')
  expect(commandOf(press('ArrowLeft', { altKey: true }), ofArticle)).toBeNull()
})

it('a sign is what it is, however a keyboard makes it; with Ctrl or Alt held for itself it is another’s', () => {
  const bracket = 'article.previous-annotation'
  expect(commandOf(press('['), ofArticle)).toBe(bracket)
  expect(commandOf(press('[', { shiftKey: true }), ofArticle)).toBe(bracket)
  expect(commandOf(press('[', { altGraph: true }), ofArticle)).toBe(bracket)
  expect(commandOf(press('[', { altGraph: true, ctrlKey: true, altKey: true }), ofArticle)).toBe(
    bracket,
  )
  expect(commandOf(press('[', { ctrlKey: true }), ofArticle)).toBeNull()
  expect(commandOf(press('[', { altKey: true }), ofArticle)).toBeNull()
})
