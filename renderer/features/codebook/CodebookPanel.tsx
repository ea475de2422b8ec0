import { useState, type RefObject } from 'react'
import type { TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import type { Store } from '../../stores/store.ts'
import type { TagEdit } from '../../stores/undo-history.ts'
import { announce } from '../../ui/announce.ts'
import { showInStatusLine } from '../../ui/status-message.ts'
import styles from './Codebook.module.css'
import { TagCard } from './TagCard.tsx'
import type { TagDraft } from './tag-draft.ts'
import { TagFilter } from './TagFilter.tsx'
import { isHit, shownRows, tagRows } from './tag-rows.ts'
import { TagTree } from './TagTree.tsx'

/** The codebook beside the text: find a tag, tag what is held there, see what a tag means. */
export function CodebookPanel({
  tags,
  problem,
  held,
  filter,
  drafts,
  onTag,
  onLeave,
  onChange,
  onPassages,
}: {
  tags: readonly TagView[]
  /** Why the tags may be old. */
  problem: string | null
  /** What a tag would go on to; null: nothing is held. */
  held: 'words' | 'article' | null
  filter: RefObject<HTMLInputElement | null>
  drafts: Store<TagDraft | null>
  onTag: (id: Id) => void
  /** Goes back to the text. */
  onLeave: () => void
  onChange: (tag: TagView, edit: TagEdit) => Promise<TagView>
  onPassages: (id: Id) => void
}) {
  const [typed, setTyped] = useState('')
  const [closed, setClosed] = useState<ReadonlySet<Id>>(new Set())
  const [activeId, setActive] = useState<Id | null>(() => drafts.get()?.tag.id ?? null)
  const [wantsFocus, setWantsFocus] = useState(0)
  const all = tagRows(tags)
  const rows = shownRows(all, closed, typed)
  const active = tags.find(({ id }) => id === activeId) ?? null
  const toggle = (id: Id): void => {
    const next = new Set(closed)
    if (!next.delete(id)) next.add(id)
    setClosed(next)
  }
  const choose = (id: Id, isByKey: boolean): void => {
    setActive(id)
    if (held !== null) {
      onTag(id)
      if (isByKey) onLeave()
    } else if (isByKey) {
      const sentence =
        'Nothing is selected. Choose words in the text first, then a tag for them here.'
      announce(sentence)
      showInStatusLine(sentence)
    }
  }
  const changeTag = async (tag: TagView, edit: TagEdit): Promise<TagView> => {
    const changed = await onChange(tag, edit)
    // Letters of its old name would take it out of the tree just as it has its new one.
    const row = all.find((one) => one.tag.id === changed.id)
    if (row !== undefined && !isHit({ ...row, tag: changed, name: changed.name }, typed))
      setTyped('')
    return changed
  }
  if (tags.length === 0) {
    return (
      <p className={styles.empty}>
        {problem ??
          'No tags yet. Select some words in the text, press T and type a name: it stands here then.'}
      </p>
    )
  }
  return (
    <div className={styles.codebook}>
      <TagFilter
        field={filter}
        typed={typed}
        onType={(next) => {
          setTyped(next)
          const hit = next.trim() === '' ? undefined : all.find((row) => isHit(row, next))
          if (hit !== undefined) setActive(hit.tag.id)
        }}
        onDown={() => setWantsFocus(wantsFocus + 1)}
        onEnter={() => {
          const isShown = rows.some(({ tag }) => tag.id === activeId)
          const id = isShown ? activeId : rows[0]?.tag.id
          if (typed.trim() !== '' && id !== null && id !== undefined) choose(id, true)
        }}
        onLeave={onLeave}
      />
      {problem === null ? null : <p className={styles.problem}>{problem}</p>}
      {held === null ? null : (
        <p className={styles.hint}>
          {`Choose a tag for ${held === 'words' ? 'the selected words' : 'the whole article'}.`}
        </p>
      )}
      {rows.length === 0 ? (
        <p className={styles.empty}>{`No tag has “${typed.trim()}” in its name.`}</p>
      ) : (
        <TagTree
          rows={rows}
          closed={typed.trim() === '' ? closed : new Set()}
          activeId={activeId}
          wantsFocus={wantsFocus}
          onActive={setActive}
          onToggle={toggle}
          onChoose={choose}
          onLeave={onLeave}
        />
      )}
      {active === null ? null : (
        <TagCard
          key={active.id}
          tag={active}
          drafts={drafts}
          onChange={changeTag}
          onPassages={() => onPassages(active.id)}
        />
      )}
    </div>
  )
}
