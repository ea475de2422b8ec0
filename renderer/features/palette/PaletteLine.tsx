import { Folder, Library } from 'lucide-react'
import type { ReactNode } from 'react'
import { commands, type CommandId } from '../../../shared/commands.ts'
import { assertNever } from '../../../shared/errors.ts'
import { keyNames } from '../../commands/keymap.ts'
import { countOf } from '../../ui/count-of.ts'
import { longDay } from '../../ui/dates.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { isMac } from '../../ui/platform.ts'
import { TagSample } from '../../ui/TagSample.tsx'
import { CommandIcon } from './command-icon.tsx'
import styles from './Palette.module.css'
import { shownPath, type PaletteRow } from './palette-rows.ts'

/** What stands in a row of the palette: a sign, the name with the letters that matched, what it is, its key. */
export function PaletteLine({ row }: { row: PaletteRow }) {
  switch (row.kind) {
    case 'command': {
      const { id, name, refusal } = row.choice
      const keys = keyNames(id, isMac)
      return (
        <Line
          icon={<CommandIcon id={id} />}
          name={<Matched text={name} matched={row.matched} />}
          detail={refusal ?? placeOf(id, row.isInSection)}
          end={keys === '' ? null : <KeyCap name={keys} />}
        />
      )
    }
    case 'tag': {
      const { definition, uses } = row.tag
      return (
        <Line
          icon={<TagSample look={row.tag} />}
          name={<Matched text={shownPath(row.tag)} matched={row.matched} />}
          detail={row.isByDefinition ? `“${definition}”, in the definition` : null}
          end={countOf(uses, 'passage')}
        />
      )
    }
    case 'article': {
      const { title, outlet, published } = row.item.row
      const facts = [outlet, published === null ? null : longDay(published)]
      return (
        <Line
          icon={<Library size={16} strokeWidth={1.5} aria-hidden="true" />}
          name={
            <span className={styles.title} dir="auto">
              <Matched text={title} matched={row.matched} />
            </span>
          }
          detail={facts.filter((fact) => fact !== null).join(', ')}
        />
      )
    }
    case 'collection': {
      const { articles, passages, name } = row.collection
      return (
        <Line
          icon={<Folder size={16} strokeWidth={1.5} aria-hidden="true" />}
          name={<Matched text={name} matched={row.matched} />}
          end={String(articles + passages)}
        />
      )
    }
    default:
      return assertNever(row)
  }
}

/** Where a command leads is said beside the bare name of the place, unless its heading says so. */
function placeOf(id: CommandId, isInSection: boolean): string | null {
  const { section } = commands[id]
  return section === 'Go to' && !isInSection ? section : null
}

/** What a row is called where it is read out, the reason against it and its key included. */
export function spokenName(row: PaletteRow): string {
  switch (row.kind) {
    case 'command': {
      const { id, name, refusal } = row.choice
      return [name, refusal ?? '', keyNames(id, isMac)].filter((part) => part !== '').join(', ')
    }
    case 'tag':
      return `Tag ${shownPath(row.tag)}`
    case 'article':
      return [row.item.row.title, row.item.row.outlet].filter((part) => part !== null).join(', ')
    case 'collection':
      return `Collection ${row.collection.name}`
    default:
      return assertNever(row)
  }
}

function Line({
  icon,
  name,
  detail = null,
  end = null,
}: {
  icon: ReactNode
  name: ReactNode
  detail?: string | null
  end?: ReactNode
}) {
  return (
    <>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.name} dir="auto">
        {name}
      </span>
      <span className={styles.detail} dir="auto">
        {detail}
      </span>
      <span className={styles.end}>{end}</span>
    </>
  )
}

/** A text with the letters in bold that were typed. */
function Matched({ text, matched }: { text: string; matched: ReadonlySet<number> }) {
  const pieces: { start: number; isMatched: boolean; text: string }[] = []
  for (let at = 0; at < text.length; at += 1) {
    const last = pieces.at(-1)
    const isMatched = matched.has(at)
    if (last?.isMatched === isMatched) last.text += text[at] ?? ''
    else pieces.push({ start: at, isMatched, text: text[at] ?? '' })
  }
  return pieces.map(({ start, isMatched, text: piece }) =>
    isMatched ? <b key={start}>{piece}</b> : piece,
  )
}
