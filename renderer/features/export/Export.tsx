import { useEffect } from 'react'
import type { CollectionsStore } from '../../stores/collections.ts'
import type { LibraryStore } from '../../stores/library-store.ts'
import { useStore } from '../../stores/store.ts'
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
      <Choices desk={desk} collections={collections} articles={articles} />
      <section className={styles.preview} aria-label="Preview" aria-busy={preview.isReading}>
        <Preview preview={preview} onAgain={() => void desk.refresh()} />
        {preview.shown === null ? null : (
          <CheckLine preview={preview.shown.preview} articles={articles} />
        )}
      </section>
    </main>
  )
}
