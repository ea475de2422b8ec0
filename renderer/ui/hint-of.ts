import { commands, type CommandId } from '../commands/commands.ts'
import { keyNames } from '../commands/keymap.ts'
import { isMac } from './platform.ts'
import type { KeyHint } from './StatusLine.tsx'

/** The hint of a command, or of several that are one thing in two directions. */
export function hintOf(...ids: [CommandId, ...CommandId[]]): KeyHint {
  return {
    keys: ids.map((id) => keyNames(id, isMac)).join(' '),
    title: commands[ids[0]].title,
  }
}
