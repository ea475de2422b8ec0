import type { Client } from '../../shared/api/client.ts'
import type { TagChoice } from '../../shared/api/contract.ts'
import type { AnnotationView } from '../../shared/api/views.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { sentenceOf } from './failure-of.ts'
import type { Made } from './undo-history.ts'
import type { UndoStore } from './undo.ts'

/** What is tagged from a list: an article as a whole, or the words of an annotation. */
export type Tagged =
  { kind: 'article'; articleId: Id } | { kind: 'passage'; articleId: Id; view: AnnotationView }

/**
 * What became of it: how many got the tag, how many had it, what else went wrong beside what is done,
 * and why the rest was not tagged (null: nothing is left).
 */
export type TaggedAll = {
  added: number
  had: number
  tag: AnnotationView['tags'][number] | null
  warnings: string[]
  failure: string | null
}

/**
 * Tags one thing after the other; what was done is one step that can be undone. One's own annotation gets the tag;
 * on another coder's words, and on an article without one, an annotation of one's own is made.
 */
export async function tagAll(
  client: Client,
  undo: UndoStore,
  things: readonly Tagged[],
  choice: TagChoice,
): Promise<TaggedAll> {
  const done: TaggedAll = { added: 0, had: 0, tag: null, warnings: [], failure: null }
  const kind = things[0]?.kind ?? 'article'
  await undo.inTurn(async () => {
    const made: Made[] = []
    try {
      for (const thing of things) made.push(...(await tagOne(client, thing, choice, done)))
    } catch (problem) {
      done.failure = sentenceOf(problem)
    }
    undo.recordAct(made, (count) => `${count} ${kind}s`)
  })
  return done
}

/** Tags one thing, unless it has the tag; answers what was made of which annotation. */
async function tagOne(
  client: Client,
  thing: Tagged,
  choice: TagChoice,
  done: TaggedAll,
): Promise<Made[]> {
  const { articleId } = thing
  const { own, versionId, passage } = await standing(client, thing)
  const known = own?.tags.find((tag) => isChosen(tag, choice))
  if (known !== undefined) {
    done.had += 1
    done.tag ??= known
    return []
  }
  const { annotation: view, warnings } =
    own === null
      ? await client.call('annotations.create', {
          articleId,
          versionId,
          passage,
          tags: [choice],
          note: '',
        })
      : await client.call('annotations.change', {
          articleId,
          annotationId: own.annotation.id,
          expectedRev: own.annotation.rev,
          tags: [...own.tags.map(({ id }) => ({ id })), choice],
        })
  done.added += 1
  done.tag ??= view.tags.find((tag) => isChosen(tag, choice)) ?? view.tags.at(-1) ?? null
  done.warnings.push(...warnings)
  return [[own, view]]
}

/** One's own annotation that gets the tag, as it is now, or where a new one goes. */
async function standing(
  client: Client,
  thing: Tagged,
): Promise<{
  own: AnnotationView | null
  versionId: Id
  passage: { start: number; end: number } | null
}> {
  const at = thing.kind === 'passage' ? thing.view.annotation.target : null
  const opened = await client.call('articles.open', {
    id: thing.articleId,
    ...(at === null ? {} : { versionId: at.versionId }),
  })
  const mine = opened.annotations.filter(({ isMine }) => isMine)
  if (thing.kind === 'article') {
    const own = mine.find(({ annotation }) => annotation.target.quote === null) ?? null
    return { own, versionId: opened.version.id, passage: null }
  }
  const position = at?.position ?? null
  const own = mine.find(({ annotation }) =>
    thing.view.isMine
      ? annotation.id === thing.view.annotation.id
      : position !== null &&
        annotation.target.position?.start === position.start &&
        annotation.target.position.end === position.end,
  )
  const passage = position === null ? null : { start: position.start, end: position.end }
  return { own: own ?? null, versionId: opened.version.id, passage }
}

function isChosen(tag: { id: Id; path: string }, choice: TagChoice): boolean {
  return 'id' in choice
    ? tag.id === choice.id
    : tag.path.toLowerCase() === choice.path.toLowerCase()
}
