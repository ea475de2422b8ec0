import type { Input } from '../../../shared/api/contract.ts'
import { checkTagPath } from '../../app/typed-words.ts'
import { annotationJson, annotationWords } from '../annotation-json.ts'
import {
  asUsage,
  idPart,
  resolveArticle,
  text,
  texts,
  UsageError,
  type Command,
  type OptionValues,
} from '../command.ts'

/** `pressmark annotate`: tags or notes the one passage that holds the given words. */
export const annotate: Command = {
  usage: 'annotate ID --quote "exact words"',
  about:
    'Annotates the passage with these words. --prefix and --suffix say what stands before and after\n' +
    'where the words stand more than once; --tag a/b (again for more) tags it, --note adds a note.',
  example: 'pressmark annotate 4f0c2a9b --quote "ignored residents" --tag Frames/Blame',
  options: {
    quote: { type: 'string' },
    prefix: { type: 'string' },
    suffix: { type: 'string' },
    tag: { type: 'string', multiple: true },
    note: { type: 'string' },
  },
  prepare(positionals, values) {
    const [typed, ...rest] = positionals
    if (typed === undefined || rest.length > 0) throw new UsageError('annotate needs one id.')
    const part = idPart(typed)
    const quote = quoteOf(values)
    const tags = tagsOf(values)
    const note = text(values, 'note') ?? ''
    if (note.length > 100_000) throw new UsageError('A note has at most 100,000 characters.')
    return async (context) => {
      const articleId = await resolveArticle(context.call, part)
      const request = { articleId, quote, tags, note }
      const written = await context.call('annotations.createByQuote', request)
      for (const warning of written.warnings) context.note(`Note: ${warning}`)
      const annotation = annotationJson(written.annotation)
      return { json: { annotation }, words: annotationWords(annotation).trim(), exitCode: 0 }
    }
  },
}

function quoteOf(values: OptionValues): Input<'annotations.createByQuote'>['quote'] {
  const exact = text(values, 'quote')
  if (exact === undefined || exact.trim() === '') {
    throw new UsageError('annotate needs --quote with the words of the passage.')
  }
  const prefix = text(values, 'prefix')
  const suffix = text(values, 'suffix')
  return {
    exact,
    ...(prefix === undefined ? {} : { prefix }),
    ...(suffix === undefined ? {} : { suffix }),
  }
}

function tagsOf(values: OptionValues): { path: string }[] {
  const paths = texts(values, 'tag')
  if (paths.length > 200) throw new UsageError('A passage takes at most 200 tags at once.')
  for (const path of paths) asUsage(() => checkTagPath(path))
  return paths.map((path) => ({ path }))
}
