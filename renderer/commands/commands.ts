/** Something a person can do: its name, its keys in the notation of tinykeys, where they work. */
export type Command = {
  title: string
  keys: readonly string[]
  when: 'window' | 'outside-fields' | 'list'
}

/** The commands of this window. Bare keys belong to lists and the article, never to the window. */
export const commands = {
  'place.library': { title: 'Library', keys: ['$mod+1'], when: 'window' },
  'place.passages': { title: 'Passages', keys: ['$mod+2'], when: 'window' },
  'place.export': { title: 'Export', keys: ['$mod+Shift+e'], when: 'window' },
  'activity.toggle': { title: 'Activity', keys: ['$mod+j'], when: 'window' },
  'address.focus': { title: 'address', keys: ['$mod+l'], when: 'window' },
  // The paste event runs it, since only that event brings what is on the clipboard.
  'capture.paste': { title: 'capture', keys: ['$mod+v'], when: 'window' },
  'annotations.undo': { title: 'undo', keys: ['$mod+z'], when: 'outside-fields' },
  'annotations.redo': {
    title: 'redo',
    keys: ['$mod+Shift+z', 'Control+y'],
    when: 'outside-fields',
  },
  'list.next': { title: 'move', keys: ['j', 'ArrowDown'], when: 'list' },
  'list.previous': { title: 'move', keys: ['k', 'ArrowUp'], when: 'list' },
  'list.first': { title: 'first', keys: ['Home'], when: 'list' },
  'list.last': { title: 'last', keys: ['End'], when: 'list' },
  'list.open': { title: 'open', keys: ['Enter'], when: 'list' },
  'list.filter': { title: 'filter', keys: ['/'], when: 'list' },
  'list.mark': { title: 'mark', keys: ['x'], when: 'list' },
  'list.collect': { title: 'collect', keys: ['l'], when: 'list' },
  'list.export': { title: 'export', keys: ['e'], when: 'list' },
  'list.retry': { title: 'retry', keys: ['r'], when: 'list' },
  'list.into': { title: 'to the actions', keys: ['ArrowRight'], when: 'list' },
  'list.out': { title: 'back to the row', keys: ['ArrowLeft'], when: 'list' },
} as const satisfies Record<string, Command>

/** The name of a command. */
export type CommandId = keyof typeof commands
