import { useEffect, useEffectEvent, useId, useRef, type SubmitEvent } from 'react'
import type { ArticleListItem, CollectionView } from '../../../shared/api/views.ts'
import type { CollectionsStore } from '../../stores/collections.ts'
import { useStore } from '../../stores/store.ts'
import { countOf } from '../../ui/count-of.ts'
import { Button } from '../../ui/Button.tsx'
import { keyNames } from '../../commands/keymap.ts'
import { register } from '../../commands/registry.ts'
import { isMac } from '../../ui/platform.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useNeverOnBody } from '../../ui/use-never-on-body.ts'
import styles from './Choices.module.css'
import { ChoiceLine } from './ChoiceLine.tsx'
import { pathOf, type Choice, type ExportDesk } from './export-desk.ts'
import { formats, wordsOf } from './formats.ts'
import { Outcome } from './Outcome.tsx'

/** What, as, where, and the one button. */
export function Choices({
  desk,
  collections: store,
  articles,
}: {
  desk: ExportDesk
  collections: CollectionsStore
  articles: readonly ArticleListItem[]
}) {
  const choice = useStore(desk.choice)
  const preview = useStore(desk.preview)
  const { collections, problem } = useStore(store.store)
  const writing = useStore(desk.writing)
  const pathId = useId()
  const form = useRef<HTMLFormElement>(null)
  // From there arrows choose a format and Enter exports.
  useNeverOnBody(() => form.current?.querySelector<HTMLElement>('input[name="format"]:checked'))
  const path = pathOf(choice, preview)
  const isWriteable = preview.failure === null && path !== ''
  useExportCommand(desk, isWriteable || (preview.failure === null && preview.isReading))
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void desk.write(false)
  }
  return (
    <form ref={form} className={styles.choices} onSubmit={submit} aria-label="Export">
      <h1>Export</h1>
      <fieldset>
        <legend>What</legend>
        <What desk={desk} choice={choice} collections={collections} articles={articles} />
        {problem === null ? null : <Notice tone="warn">{problem}</Notice>}
      </fieldset>
      <fieldset>
        <legend>As</legend>
        {formats.map(({ format, name, detail, ending }) => (
          <ChoiceLine
            key={format}
            group="format"
            name={name}
            detail={detail}
            ending={ending}
            isChosen={choice.format === format}
            onChoose={() => desk.choose({ format })}
          />
        ))}
      </fieldset>
      <div className={styles.where}>
        <label htmlFor={pathId}>{wordsOf(choice.format).place}</label>
        {desk.choosePath === null ? null : (
          <Button look="text" onClick={() => void desk.choosePath?.()}>
            Choose…
          </Button>
        )}
        <input
          id={pathId}
          value={path}
          onChange={(event) => desk.choose({ typedPath: event.currentTarget.value })}
          onFocus={() => desk.holdPath(true)}
          onBlur={() => desk.holdPath(false)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          required
        />
      </div>
      <div className={styles.foot}>
        <div className={styles.go}>
          <Button look="primary" submits disabled={!isWriteable}>
            Export <KeyCap name={keyNames('export.write', isMac)} />
          </Button>
          <span className={styles.file} dir="auto">
            {path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)}
          </span>
        </div>
        <Outcome
          writing={writing}
          onReplace={() => void desk.write(true)}
          onStop={() => desk.stop()}
        />
      </div>
    </form>
  )
}

/** The command that the one button of the form is. */
function useExportCommand(desk: ExportDesk, isWriteable: boolean): void {
  const refusal = useEffectEvent(() => (isWriteable ? null : 'see what is missing here first'))
  useEffect(() => {
    const run = (): void => void desk.write(false)
    return register({ 'export.write': { run, refusal: () => refusal() } })
  }, [desk])
}

function What({
  desk,
  choice,
  collections,
  articles,
}: {
  desk: ExportDesk
  choice: Choice
  collections: readonly CollectionView[]
  articles: readonly ArticleListItem[]
}) {
  const passages = articles.reduce((sum, { row }) => sum + row.annotations, 0)
  const collection = collections.find(({ name }) => name === choice.collection) ?? collections[0]
  const { handed } = choice
  return (
    <>
      <ChoiceLine
        group="what"
        name="All passages"
        detail={`${countOf(passages, 'passage')}, ${countOf(articles.length, 'article')}`}
        isChosen={choice.what === 'all'}
        onChoose={() => desk.choose({ what: 'all' })}
      />
      {collection === undefined ? null : (
        <ChoiceLine
          group="what"
          name={collections.length === 1 ? `The collection “${collection.name}”` : 'The collection'}
          detail={contentsOf(collection)}
          isChosen={choice.what === 'collection'}
          onChoose={() => desk.choose({ what: 'collection', collection: collection.name })}
        >
          {collections.length === 1 ? null : (
            <select
              aria-label="Collection"
              value={collection.name}
              onChange={(event) =>
                desk.choose({ what: 'collection', collection: event.currentTarget.value })
              }
            >
              {collections.map(({ id, name }) => (
                <option key={id}>{name}</option>
              ))}
            </select>
          )}
        </ChoiceLine>
      )}
      {handed === null ? null : (
        <ChoiceLine
          group="what"
          name={handed.name}
          detail={handed.detail}
          isChosen={choice.what === 'handed'}
          onChoose={() => desk.choose({ what: 'handed' })}
        />
      )}
    </>
  )
}

function contentsOf({ articles, passages }: { articles: number; passages: number }): string {
  const parts = [
    ...(articles > 0 ? [countOf(articles, 'article')] : []),
    ...(passages > 0 ? [countOf(passages, 'single passage')] : []),
  ]
  return parts.length === 0 ? 'Empty' : parts.join(', ')
}
