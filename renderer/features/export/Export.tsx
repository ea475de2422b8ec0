import { useEffect } from 'react'
import type { ExportPreview } from '../../../shared/api/contract.ts'
import type { CollectionsStore } from '../../stores/collections.ts'
import type { LibraryStore } from '../../stores/library-store.ts'
import { useStore } from '../../stores/store.ts'
import { allKeyNames } from '../../commands/keymap.ts'
import { countOf } from '../../ui/count-of.ts'
import { hintOf } from '../../ui/hint-of.ts'
import { isMac } from '../../ui/platform.ts'
import { StatusLine, type KeyHint } from '../../ui/StatusLine.tsx'
import { CheckLine } from './CheckLine.tsx'
import { Choices } from './Choices.tsx'
import type { ExportDesk } from './export-desk.ts'
import styles from './Export.module.css'
import { Preview } from './Preview.tsx'

/** What goes out, as what and where to; beside it the file as it would be written. */
export function Export({
  desk,
  library,
  collections,
}: {
  desk: ExportDesk
  library: LibraryStore
  collections: CollectionsStore
}) {
  useEffect(() => desk.start(), [desk])
  const preview = useStore(desk.preview)
  const { articles } = useStore(library.state)
  return (
    <main className={styles.export}>
      <div className={styles.desk}>
        <Choices desk={desk} collections={collections} articles={articles} />
        <section className={styles.preview} aria-label="Preview" aria-busy={preview.isReading}>
          <Preview preview={preview} onAgain={() => void desk.refresh()} />
          {preview.shown === null ? null : (
            <CheckLine preview={preview.shown.preview} articles={articles} />
          )}
        </section>
      </div>
      <StatusLine hints={hints}>
        {preview.shown === null ? null : <span>{factsOf(preview.shown.preview)}</span>}
      </StatusLine>
    </main>
  )
}

const hints: readonly KeyHint[] = [
  { ...hintOf('export.choose'), keys: allKeyNames('export.choose', isMac).join(' ') },
  hintOf('export.write'),
]

function factsOf({ passages, articles, totalFiles }: ExportPreview): string {
  return [
    countOf(passages, 'passage'),
    countOf(articles, 'article'),
    countOf(totalFiles, 'file'),
  ].join(' · ')
}
