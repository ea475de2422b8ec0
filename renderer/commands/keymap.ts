import { tinykeys, type KeybindingsMap } from 'tinykeys'
import { commands, type CommandId } from './commands.ts'

/** What commands do where they are bound. */
export type Actions = Partial<Record<CommandId, () => void>>

/**
 * Binds the keys of `actions` on `target`; returns a function that unbinds.
 *
 * Bare keys are left alone while the person types, and Enter where a button or link has the focus; what
 * a field does itself, such as undo, is its own.
 */
export function bindKeys(target: Window | HTMLElement, actions: Actions): () => void {
  const bindings: KeybindingsMap = {}
  for (const [id, run] of Object.entries(actions) as [CommandId, () => void][]) {
    const { keys, when } = commands[id]
    for (const key of keys) {
      bindings[key] = (event) => {
        if (event.defaultPrevented || event.isComposing) return
        if (when === 'list' && belongsToControl(event)) return
        if (when === 'outside-fields' && hasOwnUndo(event.target)) return
        event.preventDefault()
        run()
      }
    }
  }
  return tinykeys(target, bindings, { ignore: () => false })
}

/** The keys of a command as people read them, such as `Ctrl+L`, `J` or `Home`. */
export function keyNames(id: CommandId, isMac: boolean): string {
  const [first = ''] = commands[id].keys
  const parts = first.split('+')
  // On a Mac the command key stands last among its like: ⇧⌘E.
  if (isMac && parts[0] === '$mod' && parts[1] === 'Shift') parts.splice(0, 2, 'Shift', '$mod')
  return parts
    .map((part) => {
      if (part === '$mod') return isMac ? '⌘' : 'Ctrl'
      if (part === 'Shift' && isMac) return '⇧'
      return part.length === 1 ? part.toUpperCase() : part
    })
    .join(isMac && first.startsWith('$mod') ? '' : '+')
}

/** Whether what the event was sent to takes typed text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  )
}

/** Whether what has the focus, or got an event, has text that it undoes itself: a box to tick has none. */
export function hasOwnUndo(target: EventTarget | null): boolean {
  return (
    isTyping(target) &&
    target instanceof HTMLElement &&
    !target.matches('select, input:is([type="checkbox"], [type="radio"], [type="file"])')
  )
}

function belongsToControl(event: KeyboardEvent): boolean {
  const { target } = event
  if (isTyping(target)) return true
  return event.key === 'Enter' && target instanceof HTMLElement && target.matches('button, a')
}
