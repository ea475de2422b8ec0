import { commandIds, commands, type CommandId, type Where } from '../../../shared/commands.ts'
import type { Choice } from '../../commands/registry.ts'

/** Where a command can be done, in the words that follow its name while it can't. */
const places: Record<Where, string> = {
  everywhere: 'not now',
  'outside-fields': 'outside a field',
  article: 'in the Reader',
  reader: 'in the Reader',
  panel: 'beside the text',
  tags: 'in the codebook',
  'tag-filter': 'in the letters to find a tag by',
  list: 'in a list',
  filter: 'in the words to filter by',
  facets: 'in the filters of the Library',
  tray: 'in Activity',
  form: 'in a form',
  picker: 'while choosing',
  note: 'in a note',
  export: 'in Export',
}

/** Commands that more is known of than where their keys work. */
const reasons: Partial<Record<CommandId, string>> = {
  'place.reader': 'the article is open, or none was yet',
  'sample.close': 'in the sample',
  'palette.open': 'it is open',
  'list.retry': 'in a list of captures',
  'list.filter': 'in a list with filters',
}

/** The commands that can't be done where the person is, each with where it can. */
export function notHere(choices: readonly Choice[]): Choice[] {
  const here = new Set(choices.map(({ id }) => id))
  return commandIds
    .filter((id) => !here.has(id))
    .map((id) => {
      const { title, where } = commands[id]
      return { id, name: title, refusal: reasons[id] ?? places[where] }
    })
}
