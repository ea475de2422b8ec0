import { commands, type Command, type CommandId } from '../../shared/commands.ts'
import { sharedKeyNames } from '../commands/keymap.ts'
import { isMac } from './platform.ts'
import type { KeyHint } from './StatusLine.tsx'

/** The hint of a command, or of several that are one thing in two directions. */
export function hintOf(...ids: [CommandId, ...CommandId[]]): KeyHint {
  const { title, hint }: Command = commands[ids[0]]
  return { keys: sharedKeyNames(ids, isMac), title: hint ?? title }
}
