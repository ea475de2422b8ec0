import type { RefObject } from 'react'
import { keyNames } from '../../commands/keymap.ts'
import { hashOf } from '../../stores/location.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { isMac } from '../../ui/platform.ts'
import styles from './Passages.module.css'
import { Unread } from './Troubles.tsx'

/** Passages before the first one: how to make it. */
export function EmptyPassages({
  heading,
  unread,
}: {
  heading: RefObject<HTMLHeadingElement | null>
  /** How many files of the library can't be read: there may be passages in them. */
  unread: number
}) {
  return (
    <div className={styles.empty}>
      <Unread files={unread} />
      <h1 ref={heading} tabIndex={-1}>
        No passages yet
      </h1>
      <p>
        Open an article in the <a href={hashOf({ place: 'library' })}>Library</a>, select some words
        and press <KeyCap name={keyNames('article.tag', isMac)} />. Every passage that you tag,
        highlight or note is listed here, in its own words.
      </p>
    </div>
  )
}
