import type { CollectionView } from '../../../shared/api/views.ts'
import {
  collectionName,
  idPart,
  resolveMembers,
  UsageError,
  type Command,
  type Run,
} from '../command.ts'

/** `pressmark collection`: named, ordered sets of articles and passages. */
export const collection: Command = {
  usage: 'collection add|remove NAME ID… · collection list',
  about:
    'Puts articles and passages (by their ids) into a named collection, takes them out, or lists the\n' +
    'collections. A collection is made when something is added to it; nothing leaves the library.',
  example: 'pressmark collection add "Flood, week 2" 4f0c2a9b 91d03c7e',
  options: {},
  prepare(positionals) {
    const [action, name, ...parts] = positionals
    if (action === 'list') {
      if (name !== undefined) throw new UsageError('collection list takes no more words.')
      return listAll
    }
    if (action !== 'add' && action !== 'remove') {
      throw new UsageError('collection needs add, remove or list.')
    }
    if (name === undefined || name.trim() === '' || parts.length === 0) {
      throw new UsageError(`collection ${action} needs a name and at least one id.`)
    }
    return change(`collections.${action}`, collectionName(name), parts.map(idPart))
  },
}

const listAll: Run = async (context) => {
  const { collections, problems } = await context.call('collections.list', {})
  for (const problem of problems) context.note(`Note: ${problem}`)
  const words = collections.map(inWords).join('\n')
  return {
    json: { collections },
    words: words === '' ? 'There are no collections.' : words,
    exitCode: 0,
  }
}

function change(
  operation: 'collections.add' | 'collections.remove',
  name: string,
  parts: readonly string[],
): Run {
  return async (context) => {
    const members = await resolveMembers(context.call, parts)
    const before = (await context.call('collections.list', {})).collections
    const { collection: named, warnings } = await context.call(operation, { name, members })
    for (const warning of warnings) context.note(`Note: ${warning}`)
    const known = before.find(({ id }) => id === named.id)
    if (known?.members.length === named.members.length) {
      const why = operation === 'collections.add' ? 'was in it already' : 'was in it'
      context.note(
        `Nothing was changed: ${operation === 'collections.add' ? 'all of that' : 'none of that'} ${why}.`,
      )
    }
    return { json: { collection: named }, words: inWords(named), exitCode: 0 }
  }
}

/** Passages are counted where they are members by themselves: an article brings all of its own. */
function inWords({ name, articles, passages }: CollectionView): string {
  const parts = [
    ...(articles > 0 ? [`${articles} ${articles === 1 ? 'article' : 'articles'}`] : []),
    ...(passages > 0 ? [`${passages} single ${passages === 1 ? 'passage' : 'passages'}`] : []),
  ]
  return `${name}: ${parts.length === 0 ? 'empty' : parts.join(', ')}`
}
