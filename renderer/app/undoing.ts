import { commands, type CommandId } from '../../shared/commands.ts'
import { bindKeys, takesText, keyNames } from '../commands/keymap.ts'
import type { Action } from '../commands/registry.ts'
import { nextStep, type Way } from '../stores/undo-history.ts'
import type { TellStep } from '../stores/undo-outcome.ts'
import type { UndoStore } from '../stores/undo.ts'
import { announce } from '../ui/announce.ts'
import { isMac } from '../ui/platform.ts'
import { showInStatusLine } from '../ui/status-message.ts'

/** Undo and redo by keys and by name, in every place; returns a function that ends it. */
export function bindUndo(undo: UndoStore): () => void {
  const action = (id: CommandId, way: Way): Action => ({
    run: () => void undo[way](),
    name: () => nameOf(id, undo, way),
    refusal: () => (nextStep(undo.history.get(), way) === undefined ? `nothing to ${way}` : null),
  })
  return bindKeys(window, {
    'annotations.undo': action('annotations.undo', 'undo'),
    'annotations.redo': action('annotations.redo', 'redo'),
  })
}

/** What undo or redo would do now, such as “Undo Tag “Blame””. */
function nameOf(id: CommandId, undo: UndoStore, way: Way): string {
  const { title } = commands[id]
  const step = nextStep(undo.history.get(), way)
  return step === undefined ? title : `${title} ${step.name}`
}

/** Undo or redo of what was typed, where a field has the focus; false where none has. */
export function undoTyping(id: CommandId): boolean {
  if (id !== 'annotations.undo' && id !== 'annotations.redo') return false
  if (!takesText(document.activeElement)) return false
  // Only this old command reaches the history of a field; nothing newer has replaced it.
  // oxlint-disable-next-line typescript/no-deprecated
  document.execCommand(id === 'annotations.undo' ? 'undo' : 'redo')
  return true
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
