import { commandIds, commands, type CommandId, type Where } from '../../../shared/commands.ts'

/** The commands that have keys in one place of the window, in the order of the list. */
export type KeyGroup = { name: string; ids: readonly CommandId[] }

const places: readonly { name: string; wheres: readonly Where[] }[] = [
  { name: 'Everywhere', wheres: ['everywhere', 'outside-fields'] },
  { name: 'In an article', wheres: ['article'] },
  { name: 'Beside the text', wheres: ['reader', 'panel'] },
  { name: 'In the codebook', wheres: ['tags'] },
  { name: 'In the letters to find a tag by', wheres: ['tag-filter'] },
  { name: 'In a list', wheres: ['list'] },
  { name: 'In the words to filter by', wheres: ['filter'] },
  { name: 'In the filters of the Library', wheres: ['facets'] },
  { name: 'In Activity', wheres: ['tray'] },
  { name: 'In a form', wheres: ['form'] },
  { name: 'Choosing a tag, a collection, a command', wheres: ['picker'] },
  { name: 'In a note', wheres: ['note'] },
  { name: 'In an export', wheres: ['export'] },
]

/** All keys, by the place where they work. */
export function keysByPlace(): KeyGroup[] {
  const withKeys = commandIds.filter((id) => commands[id].keys.length > 0)
  return places.map(({ name, wheres }) => ({
    name,
    ids: withKeys.filter((id) => wheres.includes(commands[id].where)),
  }))
}
