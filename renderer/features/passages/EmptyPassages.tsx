import type { RefObject } from 'react'
import { hashOf } from '../../stores/location.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import styles from './Passages.module.css'

/** Passages before the first one: how to make it. */
export function EmptyPassages({ heading }: { heading: RefObject<HTMLHeadingElement | null> }) {
  return (
    <div className={styles.empty}>
      <h1 ref={heading} tabIndex={-1}>
        No passages yet
      </h1>
      <p>
        Open an article in the <a href={hashOf({ place: 'library' })}>Library</a>, select some words
        and press <KeyCap name="T" />. Every passage that you tag, highlight or note is listed here,
        in its own words.
      </p>
    </div>
  )
}
