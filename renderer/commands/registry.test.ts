import { expect, test } from 'vitest'
import { choices, onRegistered, register, runCommand } from './registry.ts'

test('the last to say what a command does is asked; without it the one before is again', () => {
  const done: string[] = []
  const stopFirst = register({ 'place.library': () => done.push('first') })
  const stopLast = register({ 'place.library': () => done.push('last') })
  runCommand('place.library')
  stopLast()
  runCommand('place.library')
  stopFirst()
  expect(done).toEqual(['last', 'first'])
})

test('what nobody does can’t be chosen, and says so when it is', () => {
  expect(choices()).toEqual([])
  expect(runCommand('place.library')).toBe('“Library” can’t be done here.')
})

test('a command is named by what it would do now, and says why it can’t be', () => {
  let words = ''
  const refusal = (): string | null => (words === '' ? 'choose words first' : null)
  const done: string[] = []
  const stop = register({
    'article.highlight': {
      run: () => done.push(words),
      name: () => `Highlight ${words}`.trim(),
      refusal,
    },
  })
  expect(choices()).toEqual([
    { id: 'article.highlight', name: 'Highlight', refusal: 'choose words first' },
  ])
  expect(runCommand('article.highlight')).toBe('Highlight: choose words first.')
  words = 'the wall'
  expect(choices()).toMatchObject([{ name: 'Highlight the wall', refusal: null }])
  expect(runCommand('article.highlight')).toBeNull()
  expect(done).toEqual(['the wall'])
  stop()
})

test('whoever listens hears that commands come and go', () => {
  let heard = 0
  const stop = onRegistered(() => (heard += 1))
  register({ 'place.library': () => undefined })()
  stop()
  register({ 'place.library': () => undefined })()
  expect(heard).toBe(2)
})
