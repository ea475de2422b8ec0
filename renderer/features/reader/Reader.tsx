import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Client } from '../../../shared/api/client.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { useStore } from '../../stores/store.ts'
import { Button } from '../../ui/Button.tsx'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { OpenArticle } from './OpenArticle.tsx'
import styles from './Reader.module.css'
import { registerArticle } from './reading-keys.ts'
import { createSession, type ReadingSession, type Shared } from './reading-session.ts'
import type { CodebookSlot } from './SidePanel.tsx'
import { followUndo } from './undoing.ts'
import { followNotes } from './unsaved-note.ts'

/** Where in an article the Reader opens: at an annotation, in the version that it stands on. */
export type ReaderTarget = { annotationId: Id | null; versionId: Id | null }

const atTheTop: ReaderTarget = { annotationId: null, versionId: null }

/**
 * One article, to read and to mark. Opens it, follows what changes, and closes it when gone. Where
 * it opens is read once.
 */
export function Reader({
  client,
  articleId,
  target = atTheTop,
  shared,
  codebook,
  onLeave,
}: {
  client: Client
  articleId: Id
  target?: ReaderTarget
  shared: Shared
  /** Draws the codebook beside the text. */
  codebook: (slot: CodebookSlot) => ReactNode
  onLeave: () => void
}) {
  return (
    <main className={styles.reader}>
      <Session
        key={articleId}
        client={client}
        articleId={articleId}
        target={target}
        shared={shared}
        codebook={codebook}
        onLeave={onLeave}
      />
    </main>
  )
}

function Session({
  client,
  articleId,
  target,
  shared,
  codebook,
  onLeave,
}: {
  client: Client
  articleId: Id
  target: ReaderTarget
  shared: Shared
  codebook: (slot: CodebookSlot) => ReactNode
  onLeave: () => void
}) {
  const [session] = useState(() => createSession(client, articleId, shared, onLeave))
  const [{ annotationId, versionId }] = useState(() => startOf(target, articleId, session))
  useEffect(() => {
    const stops = [
      session.start(),
      followUndo(session),
      followNotes(session),
      registerArticle(session),
    ]
    if (versionId !== null) void openThere(session, versionId, annotationId === null)
    return () => stops.forEach((stop) => stop())
  }, [session, versionId, annotationId])
  const state = useStore(session.open.store)
  switch (state.phase) {
    case 'opening':
      return <p className="visually-hidden">Opening the article</p>
    case 'failed':
      return <Failed sentence={state.failure} session={session} />
    case 'open':
      return (
        <OpenArticle session={session} state={state} arrivesAt={annotationId} codebook={codebook} />
      )
  }
}

/** An older version that was open when the article was left is opened again. */
function startOf(target: ReaderTarget, articleId: Id, { place }: ReadingSession): ReaderTarget {
  const last = place.get()
  const goesOn = target.annotationId === null && target.versionId === null
  if (!goesOn || last?.articleId !== articleId || last.isLatest) return target
  return { annotationId: null, versionId: last.versionId }
}

/** Opens a version; one that nobody came for by its name may be gone, and then the latest is read. */
async function openThere(
  { open }: ReadingSession,
  versionId: Id,
  isLatestAsWell: boolean,
): Promise<void> {
  await open.openVersion(versionId)
  if (isLatestAsWell && open.store.get().phase === 'failed') await open.openVersion(null)
}

function Failed({ sentence, session }: { sentence: string; session: ReadingSession }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className={styles.failed}>
      <h1 ref={heading} tabIndex={-1}>
        This article could not be opened
      </h1>
      <FailureNotice onAgain={() => void session.open.openVersion(null)}>{sentence}</FailureNotice>
      <p className={styles.failedActions}>
        <Button onClick={() => session.leave()}>Library</Button>
      </p>
    </div>
  )
}
