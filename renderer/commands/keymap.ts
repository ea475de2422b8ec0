import { matchKeybindingPress, parseKeybinding, tinykeys, type KeybindingsMap } from 'tinykeys'
import { commands, type Command, type CommandId } from '../../shared/commands.ts'
import { register, type Actions } from './registry.ts'

/**
 * Registers `actions` and binds their keys on `target`; returns a function that ends both.
 *
 * Bare keys are left alone while the person types, and Enter where a button or link has the focus; what
 * a field does itself, such as undo, is its own. Under a dialog no key does anything.
 */
export function bindKeys(target: Window | HTMLElement, actions: Actions): () => void {
  const bindings: KeybindingsMap = {}
  for (const [id, action] of Object.entries(actions) as [CommandId, Actions[CommandId]][]) {
    const { keys, where }: Command = commands[id]
    const run = typeof action === 'function' ? action : action?.run
    for (const key of keys) {
      bindings[heard(key)] = (event) => {
        if (event.defaultPrevented || event.isComposing || isChord(event, key)) return
        if (isUnderDialog(event.target)) return
        if (where === 'list' && belongsToControl(event)) return
        if (where === 'reader' && isTyping(event.target)) return
        if (where === 'outside-fields' && takesText(event.target)) return
        event.preventDefault()
        run?.()
      }
    }
  }
  const stops = [register(actions), tinykeys(target, bindings, { ignore: () => false })]
  return () => stops.forEach((stop) => stop())
}

/** Whether a key press is one of a command's. */
export function isPressed(event: KeyboardEvent, id: CommandId): boolean {
  return commands[id].keys.some((key) => {
    const [press] = parseKeybinding(heard(key))
    return press !== undefined && matchKeybindingPress(event, press) && !isChord(event, key)
  })
}

/** Which of some commands a key press means, or null: none of them. */
export function commandOf<Id extends CommandId>(
  event: KeyboardEvent,
  ids: readonly Id[],
): Id | null {
  return ids.find((id) => isPressed(event, id)) ?? null
}

/** A sign such as “?” or “[” takes Shift or AltGr on some keyboards: the sign alone decides. */
function heard(key: string): string {
  return isSign(key) ? `[Shift]+[Alt]+[Control]+${key}` : key
}

/** Whether Ctrl or Alt is held for itself, and not as AltGr, on a key that is a sign. */
function isChord(event: KeyboardEvent, key: string): boolean {
  return isSign(key) && (event.ctrlKey || event.altKey) && !event.getModifierState('AltGraph')
}

function isSign(key: string): boolean {
  return /^[^\w\s]$/u.test(key)
}

/** The first key of a command as people read it, such as `Ctrl+L`, `J` or `Home`; empty: it has none. */
export function keyNames(id: CommandId, isMac: boolean): string {
  return keyName(commands[id].keys[0] ?? '', isMac)
}

/** All the keys of a command as people read them. */
export function allKeyNames(id: CommandId, isMac: boolean): string[] {
  return commands[id].keys.map((key) => keyName(key, isMac))
}

/** The first key of a command in the words of `aria-keyshortcuts`, such as `Control+L`. */
export function ariaKeys(id: CommandId, isMac: boolean): string {
  const [key = ''] = commands[id].keys
  return key
    .split('+')
    .map((part) => (part === '$mod' ? (isMac ? 'Meta' : 'Control') : part))
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join('+')
}

/** What stands on the keys of several commands: what they share once, as in `Alt+Shift ← →`. */
export function sharedKeyNames(ids: readonly CommandId[], isMac: boolean): string {
  const names = ids.map((id) => keyNames(id, isMac))
  const held = names.map((name) => name.slice(0, Math.max(0, name.lastIndexOf('+'))))
  const [first = ''] = held
  const isShared = first !== '' && held.every((each) => each === first)
  if (!isShared) return names.join(' ')
  return [first, ...names.map((name) => name.slice(first.length + 1))].join(' ')
}

const shortNames: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Escape: 'Esc',
  Control: 'Ctrl',
}

function keyName(key: string, isMac: boolean): string {
  const parts = key.split('+')
  // On a Mac the command key stands last among its like: ⇧⌘E.
  if (isMac && parts[0] === '$mod' && parts[1] === 'Shift') parts.splice(0, 2, 'Shift', '$mod')
  return parts
    .map((part) => {
      if (part === '$mod') return isMac ? '⌘' : 'Ctrl'
      if (part === 'Shift' && isMac) return '⇧'
      if (part === 'Alt' && isMac) return '⌥'
      return shortNames[part] ?? (part.length === 1 ? part.toUpperCase() : part)
    })
    .join(isMac && /^(?:\$mod|Shift|Alt)/u.test(key) ? '' : '+')
}

/** Whether letters mean something to what has the focus, or got an event: a box to tick takes none. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  const isField = target.matches('input, textarea, select')
  const isBox = target.matches('input:is([type="checkbox"], [type="radio"], [type="file"])')
  return target.isContentEditable || (isField && !isBox)
}

/** Whether it takes text, which it pastes and undoes itself; letters in a list to choose from are none. */
export function takesText(target: EventTarget | null): boolean {
  return isTyping(target) && !(target instanceof HTMLSelectElement)
}

/** Whether a dialog is open over what the event was sent to, or is what it was sent to. */
function isUnderDialog(target: EventTarget | null): boolean {
  return target instanceof Node && target.ownerDocument?.querySelector('dialog:modal') !== null
}

function belongsToControl(event: KeyboardEvent): boolean {
  const { target } = event
  if (isTyping(target)) return true
  return event.key === 'Enter' && target instanceof HTMLElement && target.matches('button, a')
}
