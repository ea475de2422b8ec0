import { useState, type ReactNode } from 'react'
import type { Client } from '../../shared/api/client.ts'
import type { TagChoice } from '../../shared/api/contract.ts'
import { ListTagPicker } from '../features/tagging/ListTagPicker.tsx'
import type { Place } from '../stores/location.ts'
import { tagAll, type Tagged, type TaggedAll } from '../stores/tag-many.ts'
import { announce } from '../ui/announce.ts'
import { countOf } from '../ui/count-of.ts'
import { showInStatusLine } from '../ui/status-message.ts'
import { backToList } from './back-to-list.ts'
import type { Stores } from './create-stores.ts'

/** Asks, beside an element, which tag things of a list get. */
export type TagInList = (things: readonly Tagged[], beside: HTMLElement) => void

/** The picker of tags over whatever list asks for it; it goes with that place. */
export function useTagging(
  client: Client,
  { codebook, undo }: Pick<Stores, 'codebook' | 'undo'>,
  { place }: Place,
): { tag: TagInList; tagPicker: ReactNode } {
  const [asked, setAsked] = useState<{
    things: readonly Tagged[]
    beside: HTMLElement
    place: Place['place']
  } | null>(null)
  if (asked !== null && asked.place !== place) setAsked(null)
  const tag: TagInList = (things, beside) => setAsked({ things, beside, place })
  if (asked === null) return { tag, tagPicker: null }
  const { things, beside } = asked
  const close = (isLeft: boolean): void => {
    setAsked(null)
    if (!isLeft) backToList(beside)
  }
  const choose = async (choice: TagChoice): Promise<string | null> => {
    const done = await tagAll(client, undo, things, choice)
    if (done.tag !== null) codebook.used(done.tag.id)
    if (done.failure !== null) return refusalOf(done, things.length)
    close(false)
    const said = [wordsOf(done, things), ...done.warnings].join(' ')
    announce(said)
    showInStatusLine(said)
    return null
  }
  return {
    tag,
    tagPicker: (
      <ListTagPicker
        codebook={codebook}
        what={whatIs(things)}
        beside={beside}
        onChoose={choose}
        onClose={close}
      />
    ),
  }
}

function whatIs(things: readonly Tagged[]): string {
  const noun = things[0]?.kind ?? 'article'
  return things.length === 1 ? `this ${noun}` : countOf(things.length, noun)
}

function wordsOf({ tag, added, had }: TaggedAll, things: readonly Tagged[]): string {
  const name = tag === null ? 'The tag' : `“${tag.path.replaceAll('/', ' / ')}”`
  if (added === 0) return `${name} is there already.`
  const more = had === 0 ? '' : ` ${had} had it already.`
  return `${name} is on ${added === things.length ? whatIs(things) : `${added} of ${whatIs(things)}`}.${more}`
}

function refusalOf({ added, failure }: TaggedAll, all: number): string {
  const sentence = failure ?? ''
  return added === 0 ? sentence : `${added} of ${all} were tagged and stay so. ${sentence}`
}
