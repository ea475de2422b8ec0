import type { Client } from '../../shared/api/client.ts'
import { assertNever } from '../../shared/errors.ts'
import { bindKeys, hasOwnUndo, keyNames } from '../commands/keymap.ts'
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

/**
 * Undo and redo as they are chosen in the desktop's menu: of what was typed where a field has the
 * focus, as by keys. Returns a function that stops.
 */
export function followMenu(client: Client, undo: UndoStore): () => void {
  return client.on('menu.chosen', ({ command }) => {
    const inField = hasOwnUndo(document.activeElement)
    switch (command) {
      case 'annotations.undo':
        return void (inField ? undoTyping('undo') : undo.undo())
      case 'annotations.redo':
        return void (inField ? undoTyping('redo') : undo.redo())
      default:
        return assertNever(command)
    }
  })
}

/** Only this old command reaches the history of a field; nothing newer has replaced it. */
function undoTyping(way: 'undo' | 'redo'): void {
  // oxlint-disable-next-line typescript/no-deprecated
  document.execCommand(way)
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
