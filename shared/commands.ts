/**
 * Where the keys of a command work. `outside-fields`: everywhere but where words are typed; `reader`:
 * there as well, while an article is open. The others are one place each, while it has the focus.
 */
export const wheres = [
  'everywhere',
  'outside-fields',
  'article',
  'list',
  'panel',
  'reader',
  'tags',
  'tag-filter',
  'export',
  'picker',
  'note',
  'filter',
  'facets',
  'tray',
  'form',
] as const
export type Where = (typeof wheres)[number]

/** What a command is about: its group in the palette, and the menu that it stands in. */
export const sections = [
  'Go to',
  'Add',
  'Edit',
  'Tag and note',
  'List',
  'Export',
  'Pressmark',
  'Move in the article',
  'Move in a list',
  'Layers',
] as const
export type Section = (typeof sections)[number]

/**
 * Something that a person can do.
 *
 * `title` is how menu, palette and the sheet of keys name it; `hint` is the short word beside its key on
 * screen. Keys are in the notation of tinykeys, the one to show first; `$mod` is Ctrl, and Cmd on a Mac.
 * `isNative`: the browser itself answers the key, as it does in a form.
 */
export type Command = {
  title: string
  hint?: string
  section: Section
  where: Where
  keys: readonly string[]
  isNative?: true
}

/**
 * Every command there is. It drives the menu of the desktop, the palette, the keys, the sheet of keys,
 * the hints on screen and the tests. What a command does is said where it can be done.
 */
// prettier-ignore
export const commands = {
  'place.library': { title: 'Library', section: 'Go to', where: 'everywhere', keys: ['$mod+1'] },
  'place.reader': { title: 'The article that was open last', section: 'Go to', where: 'everywhere', keys: [] },
  'place.passages': { title: 'Passages', section: 'Go to', where: 'everywhere', keys: ['$mod+2'] },
  'place.export': { title: 'Export', section: 'Go to', where: 'everywhere', keys: ['$mod+Shift+e'] },

  'activity.toggle': { title: 'Activity: what is under way and what failed', section: 'Go to', where: 'everywhere', keys: ['$mod+j'] },

  'address.focus': { title: 'Capture an address', hint: 'address', section: 'Add', where: 'everywhere', keys: ['$mod+l'] },
  'capture.paste': { title: 'Capture what was copied', hint: 'capture', section: 'Add', where: 'outside-fields', keys: ['$mod+v'] },
  'capture.file': { title: 'Add a file…', section: 'Add', where: 'everywhere', keys: [] },
  'capture.folder': { title: 'Add a saved page with its folder…', section: 'Add', where: 'everywhere', keys: [] },

  'annotations.undo': { title: 'Undo', section: 'Edit', where: 'outside-fields', keys: ['$mod+z'] },
  'annotations.redo': { title: 'Redo', section: 'Edit', where: 'outside-fields', keys: ['$mod+Shift+z', 'Control+y'] },

  'article.tag': { title: 'Tag', section: 'Tag and note', where: 'article', keys: ['t'] },
  'article.last-tag': { title: 'Tag as last time', section: 'Tag and note', where: 'article', keys: ['q'] },
  'article.highlight': { title: 'Highlight', section: 'Tag and note', where: 'article', keys: ['h'] },
  'article.note': { title: 'Note', section: 'Tag and note', where: 'article', keys: ['n'] },
  'article.remove': { title: 'Remove the annotation', hint: 'remove', section: 'Tag and note', where: 'article', keys: ['Delete'] },
  'article.tag-whole': { title: 'Tag the whole article', section: 'Tag and note', where: 'article', keys: [] },

  'list.open': { title: 'Open', hint: 'open', section: 'List', where: 'list', keys: ['Enter'] },
  'list.mark': { title: 'Mark', hint: 'mark', section: 'List', where: 'list', keys: ['x'] },
  'list.tag': { title: 'Tag it, or what is marked', hint: 'tag', section: 'List', where: 'list', keys: ['t'] },
  'list.collect': { title: 'Add to a collection', hint: 'collect', section: 'List', where: 'list', keys: ['l'] },
  'list.export': { title: 'Export what is marked', hint: 'export', section: 'List', where: 'list', keys: ['e'] },
  'list.retry': { title: 'Try the capture again', hint: 'retry', section: 'List', where: 'list', keys: ['r'] },
  'list.saved': { title: 'Add the saved page of this row…', section: 'List', where: 'list', keys: [] },
  'list.filter': { title: 'Filter the list', hint: 'filter', section: 'List', where: 'list', keys: ['/'] },

  'export.write': { title: 'Write the export', hint: 'export', section: 'Export', where: 'export', keys: ['Enter'] },
  'export.choose': { title: 'Choose what and as what', hint: 'choose', section: 'Layers', where: 'export', keys: ['ArrowUp', 'ArrowDown'], isNative: true },

  'palette.open': { title: 'Find a command', hint: 'commands', section: 'Pressmark', where: 'everywhere', keys: ['$mod+k'] },
  'keys.show': { title: 'Keys', hint: 'keys', section: 'Pressmark', where: 'outside-fields', keys: ['?'] },
  'coder.rename': { title: 'Your name on tags and exports…', section: 'Pressmark', where: 'everywhere', keys: [] },
  'library.verify': { title: 'Verify library', section: 'Pressmark', where: 'everywhere', keys: [] },
  'sample.close': { title: 'Close the sample', section: 'Pressmark', where: 'everywhere', keys: [] },

  'article.next-paragraph': { title: 'Next paragraph', hint: 'paragraph', section: 'Move in the article', where: 'article', keys: ['j'] },
  'article.previous-paragraph': { title: 'Previous paragraph', hint: 'paragraph', section: 'Move in the article', where: 'article', keys: ['k'] },
  'article.next-sentence': { title: 'Next sentence', hint: 'sentence', section: 'Move in the article', where: 'article', keys: ['ArrowRight'] },
  'article.previous-sentence': { title: 'Previous sentence', hint: 'sentence', section: 'Move in the article', where: 'article', keys: ['ArrowLeft'] },
  'article.extend-paragraph': { title: 'Extend by a paragraph', hint: 'extend', section: 'Move in the article', where: 'article', keys: ['Shift+j'] },
  'article.shrink-paragraph': { title: 'Extend back by a paragraph', hint: 'extend', section: 'Move in the article', where: 'article', keys: ['Shift+k'] },
  'article.extend-sentence': { title: 'Extend by a sentence', hint: 'extend', section: 'Move in the article', where: 'article', keys: ['Shift+ArrowRight'] },
  'article.shrink-sentence': { title: 'Extend back by a sentence', hint: 'extend', section: 'Move in the article', where: 'article', keys: ['Shift+ArrowLeft'] },
  'article.extend-word': { title: 'Move the end on by a word', hint: 'end', section: 'Move in the article', where: 'article', keys: ['Alt+Shift+ArrowRight'] },
  'article.shrink-word': { title: 'Move the end back by a word', hint: 'end', section: 'Move in the article', where: 'article', keys: ['Alt+Shift+ArrowLeft'] },
  'article.next-annotation': { title: 'Next highlight', hint: 'highlights', section: 'Move in the article', where: 'article', keys: [']'] },
  'article.previous-annotation': { title: 'Previous highlight', hint: 'highlights', section: 'Move in the article', where: 'article', keys: ['['] },
  'article.overlap': { title: 'Next highlight on the same words', hint: 'overlaps', section: 'Move in the article', where: 'article', keys: ['o'] },
  'article.card': { title: 'To its entry in the list', hint: 'in the list', section: 'Move in the article', where: 'article', keys: ['Enter'] },
  'article.leave': { title: 'Let go, then leave the article', section: 'Move in the article', where: 'article', keys: ['Escape'] },
  'panel.leave': { title: 'Back to the text', section: 'Layers', where: 'panel', keys: ['Escape'] },
  'panel.other': { title: 'From codebook to passages, and back', section: 'Layers', where: 'panel', keys: ['ArrowRight', 'ArrowLeft'] },
  'tags.filter': { title: 'Find a tag in the codebook', hint: 'find a tag', section: 'Tag and note', where: 'reader', keys: ['/'] },
  'tags.next': { title: 'Next tag', section: 'Layers', where: 'tags', keys: ['ArrowDown', 'j'] },
  'tags.previous': { title: 'Previous tag', section: 'Layers', where: 'tags', keys: ['ArrowUp', 'k'] },
  'tags.first': { title: 'First tag', section: 'Layers', where: 'tags', keys: ['Home'] },
  'tags.last': { title: 'Last tag', section: 'Layers', where: 'tags', keys: ['End'] },
  'tags.open': { title: 'Open the branch, then go into it', section: 'Layers', where: 'tags', keys: ['ArrowRight'] },
  'tags.close': { title: 'Close the branch, then go out of it', section: 'Layers', where: 'tags', keys: ['ArrowLeft'] },
  'tags.choose': { title: 'Tag what is held with it', section: 'Layers', where: 'tags', keys: ['Enter', 'Space'] },
  'tags.leave': { title: 'Back to the text', section: 'Layers', where: 'tags', keys: ['Escape'] },
  'tag-filter.into': { title: 'To the tags', section: 'Layers', where: 'tag-filter', keys: ['ArrowDown'] },
  'tag-filter.choose': { title: 'Tag with the first of them', section: 'Layers', where: 'tag-filter', keys: ['Enter'] },
  'tag-filter.clear': { title: 'Clear the letters, then back to the text', section: 'Layers', where: 'tag-filter', keys: ['Escape'] },

  'list.next': { title: 'Next row', hint: 'move', section: 'Move in a list', where: 'list', keys: ['j', 'ArrowDown'] },
  'list.previous': { title: 'Previous row', hint: 'move', section: 'Move in a list', where: 'list', keys: ['k', 'ArrowUp'] },
  'list.first': { title: 'First row', section: 'Move in a list', where: 'list', keys: ['Home'] },
  'list.last': { title: 'Last row', section: 'Move in a list', where: 'list', keys: ['End'] },
  'list.into': { title: 'To the actions of the row', section: 'Move in a list', where: 'list', keys: ['ArrowRight'] },
  'list.out': { title: 'Back to the row', section: 'Move in a list', where: 'list', keys: ['ArrowLeft'] },

  'picker.next': { title: 'Next', hint: 'choose', section: 'Layers', where: 'picker', keys: ['ArrowDown'] },
  'picker.previous': { title: 'Previous', hint: 'choose', section: 'Layers', where: 'picker', keys: ['ArrowUp'] },
  'picker.take': { title: 'Take it', hint: 'apply and close', section: 'Layers', where: 'picker', keys: ['Enter'] },
  'picker.take-and-stay': { title: 'Take it and stay', hint: 'apply and stay', section: 'Layers', where: 'picker', keys: ['$mod+Enter'] },
  'picker.note': { title: 'From the tags to a note', hint: 'note', section: 'Layers', where: 'picker', keys: ['Tab'] },
  'picker.close': { title: 'Back, with the selection as it was', hint: 'back', section: 'Layers', where: 'picker', keys: ['Escape'] },
  'note.close': { title: 'Back to the text; the note is kept', hint: 'back to the text', section: 'Layers', where: 'note', keys: ['Escape', '$mod+Enter'] },
  'filter.clear': { title: 'Clear the words, then back to the list', section: 'Layers', where: 'filter', keys: ['Escape'] },
  'facets.next': { title: 'Next', section: 'Layers', where: 'facets', keys: ['ArrowDown'] },
  'facets.previous': { title: 'Previous', section: 'Layers', where: 'facets', keys: ['ArrowUp'] },
  'facets.leave': { title: 'To the list', section: 'Layers', where: 'facets', keys: ['Escape'] },
  'tray.close': { title: 'Close Activity', hint: 'close', section: 'Layers', where: 'tray', keys: ['Escape'] },
  'form.save': { title: 'Save', section: 'Layers', where: 'form', keys: ['$mod+Enter'] },
  'form.close': { title: 'Close the form, where nothing is unsaved', section: 'Layers', where: 'form', keys: ['Escape'] },
  'filter.leave': { title: 'To the list', section: 'Layers', where: 'filter', keys: ['Enter', 'ArrowDown'] },
} as const satisfies Record<string, Command>

/** The name of a command. */
export type CommandId = keyof typeof commands

/** The names of all commands, in the order of the list. */
export const commandIds = Object.keys(commands) as [CommandId, ...CommandId[]]
