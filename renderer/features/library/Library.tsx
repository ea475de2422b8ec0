import { FilePlus } from 'lucide-react'
import type { Id } from '../../../shared/domain/ids.ts'
import { now } from '../../../shared/domain/instant.ts'
import { commands, type CommandId } from '../../commands/commands.ts'
import { keyNames } from '../../commands/keymap.ts'
import type { Captures } from '../../stores/captures.ts'
import type { LibraryStore } from '../../stores/library-store.ts'
import { useStore } from '../../stores/store.ts'
import { isMac } from '../../ui/platform.ts'
import { StatusLine, type KeyHint } from '../../ui/StatusLine.tsx'
import { AddFile } from './AddFile.tsx'
import { AddressBox } from './AddressBox.tsx'
import { dayOf } from './dates.ts'
import type { Intake } from './intake.ts'
import styles from './Library.module.css'
import { libraryRows, type Row } from './library-rows.ts'
import { PasteTextForm } from './PasteTextForm.tsx'
import { Problems } from './Problems.tsx'
import { RowList } from './RowList.tsx'
import { RowView } from './RowView.tsx'

/** The list of articles, and everything that brings a new one in. */
export function Library({
  library,
  captures,
  intake,
  lastRead,
  onOpen,
}: {
  library: LibraryStore
  captures: Captures
  intake: Intake
  /** The article that was open last: its row is where the keyboard begins. */
  lastRead: Id | null
  onOpen: (articleId: Id) => void
}) {
  const state = useStore(library.state)
  const underWay = useStore(captures.state)
  const { draft } = useStore(intake.state)
  const today = dayOf(now())
  const rows = libraryRows(state.articles, state.attempts, underWay, today)
  const hasNothing = state.phase === 'ready' && rows.length === 0 && state.failure === null
  const isEmpty = hasNothing && draft === null
  const tools = { intake, captures, library }
  return (
    <main className={styles.library} data-empty={isEmpty}>
      <h1 className={isEmpty ? styles.invitation : 'visually-hidden'}>
        {isEmpty ? 'Nothing archived yet' : 'Library'}
      </h1>
      <div className={styles.top}>
        <AddressBox intake={intake} isInvitation={isEmpty} />
        {isEmpty ? null : <AddFile intake={intake} isInline={false} />}
      </div>
      {isEmpty ? <Invitation intake={intake} /> : null}
      {draft === null ? null : <PasteTextForm intake={intake} draft={draft} />}
      <Problems state={state} onAgain={() => void library.refresh()} />
      {rows.length === 0 ? (
        <div className={styles.rest}>
          {state.phase === 'loading' ? <p>Reading the library…</p> : null}
        </div>
      ) : (
        <RowList
          rows={rows}
          captures={underWay}
          initialKey={lastRead === null ? null : `article:${lastRead}`}
          onOpen={(row) => row.kind === 'article' && onOpen(row.item.row.id)}
        >
          {(row, isActive) => <RowView row={row} isActive={isActive} today={today} tools={tools} />}
        </RowList>
      )}
      <StatusLine hints={hints(rows.length > 0)}>
        <span>{counts(state.articles.length, rows)}</span>
      </StatusLine>
    </main>
  )
}

function Invitation({ intake }: { intake: Intake }) {
  return (
    <>
      <p className={styles.more}>
        Or drop addresses, saved pages and text files anywhere in this window, or paste the whole
        text of an article.
      </p>
      <div className={styles.file}>
        <FilePlus size={18} strokeWidth={1.5} aria-hidden="true" />
        <span>For a page that you saved from your browser:</span>
        <AddFile intake={intake} isInline />
      </div>
    </>
  )
}

/** What is there, what is under way and what failed, wherever the list happens to be scrolled. */
function counts(articles: number, rows: readonly Row[]): string {
  const underWay = rows.filter(({ kind }) => kind === 'capture').length
  const failed = rows.filter(({ kind }) => kind === 'failed').length
  return [
    articles === 1 ? '1 article' : `${articles.toLocaleString('en-GB')} articles`,
    ...(underWay === 0 ? [] : [`${underWay} under way`]),
    ...(failed === 0 ? [] : [`${failed} not captured`]),
  ].join(' · ')
}

function hints(hasRows: boolean): KeyHint[] {
  const hint = (...ids: [CommandId, ...CommandId[]]): KeyHint => ({
    keys: ids.map((id) => keyNames(id, isMac)).join(' '),
    title: commands[ids[0]].title,
  })
  const everywhere = [hint('capture.paste'), hint('address.focus')]
  if (!hasRows) return everywhere
  return [hint('list.next', 'list.previous'), hint('list.open'), ...everywhere]
}
