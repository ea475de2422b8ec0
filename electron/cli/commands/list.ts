import type { ArticleRow } from '../../../shared/api/views.ts'
import { UsageError, type Command } from '../command.ts'

/** `pressmark list`: the articles of the library, the ones captured last first. */
export const list: Command = {
  usage: 'list',
  about: 'Lists the articles of the library, the ones captured last first.',
  example: 'pressmark list --json',
  options: {},
  prepare(positionals) {
    if (positionals.length > 0) throw new UsageError('list takes no words.')
    return async (context) => {
      const { articles } = await context.call('articles.list', {})
      const rows = articles.map(({ row }) => row)
      const words = rows.length === 0 ? 'The library is empty.' : rows.map(inWords).join('\n')
      return { json: { articles: rows }, words, exitCode: 0 }
    }
  },
}

function inWords(row: ArticleRow): string {
  const day = row.published ?? `captured ${row.capturedAt.slice(0, 10)}`
  const facts = [
    row.outlet,
    row.versions > 1 ? `${row.versions} versions` : null,
    row.annotations > 0
      ? `${row.annotations} ${row.annotations === 1 ? 'annotation' : 'annotations'}`
      : null,
    row.tags.length > 0 ? row.tags.join(', ') : null,
  ].filter((fact) => fact !== null)
  return `${row.id.slice(-8)}  ${day}  ${row.title}${facts.length > 0 ? `\n          ${facts.join(' · ')}` : ''}`
}
