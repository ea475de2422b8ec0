import { bindKeys, keyNames } from '../commands/keymap.ts'
import type { TellStep, UndoStore } from '../stores/undo.ts'
import { announce } from '../ui/announce.ts'
import { isMac } from '../ui/platform.ts'
import { showInStatusLine } from '../ui/status-message.ts'

/** Undo and redo by keys, in every place; returns a function that unbinds. */
export function bindUndoKeys(undo: UndoStore): () => void {
  return bindKeys(window, {
    'annotations.undo': () => void undo.undo(),
    'annotations.redo': () => void undo.redo(),
  })
}

/** Says what became of a step in the status line and, unless an alert has said it, to a screen reader. */
export const tellStep: TellStep = (outcome, isShown) => {
  const sentence = sentenceOfStep(outcome)
  showInStatusLine(sentence)
  if (!isShown) announce(sentence)
}

function sentenceOfStep(outcome: Parameters<TellStep>[0]): string {
  const isUndo = outcome.way === 'undo'
  if (outcome.kind === 'nothing') return isUndo ? 'Nothing to undo.' : 'Nothing to redo.'
  if (outcome.kind === 'refused') return outcome.sentence
  const { name } = outcome.step
  return isUndo
    ? `Undone: ${name}. ${keyNames('annotations.redo', isMac)} redoes it.`
    : `Redone: ${name}. ${keyNames('annotations.undo', isMac)} undoes it.`
}
