import { annotationJson, annotationWords } from '../annotation-json.ts'
import { resolveArticle, text, texts, UsageError, type Command } from '../command.ts'

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
  async run(positionals, values, context) {
    const [part, ...rest] = positionals
    const exact = text(values, 'quote')
    if (part === undefined || rest.length > 0) throw new UsageError('annotate needs one id.')
    if (exact === undefined || exact.trim() === '') {
      throw new UsageError('annotate needs --quote with the words of the passage.')
    }
    const note = text(values, 'note') ?? ''
    if (note.length > 100_000) throw new UsageError('A note has at most 100,000 characters.')
    const prefix = text(values, 'prefix')
    const suffix = text(values, 'suffix')
    const written = await context.call('annotations.createByQuote', {
      articleId: await resolveArticle(context.call, part),
      quote: {
        exact,
        ...(prefix === undefined ? {} : { prefix }),
        ...(suffix === undefined ? {} : { suffix }),
      },
      tags: texts(values, 'tag').map((path) => ({ path })),
      note,
    })
    for (const warning of written.warnings) context.note(`Note: ${warning}`)
    const annotation = annotationJson(written.annotation)
    return { json: { annotation }, words: annotationWords(annotation).trim(), exitCode: 0 }
  },
}
