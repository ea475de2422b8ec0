import type { Client } from '../../shared/api/client.ts'
import type { TagView } from '../../shared/api/views.ts'
import type { Id } from '../../shared/domain/ids.ts'
import { assertNever } from '../../shared/errors.ts'
import { CodebookPanel } from '../features/codebook/CodebookPanel.tsx'
import { TagCard } from '../features/codebook/TagCard.tsx'
import { Export } from '../features/export/Export.tsx'
import { Library } from '../features/library/Library.tsx'
import { everything } from '../features/passages/passage-filter.ts'
import { Passages } from '../features/passages/Passages.tsx'
import { Reader } from '../features/reader/Reader.tsx'
import { Verify } from '../features/verify/Verify.tsx'
import { changeTag } from '../stores/codebook.ts'
import type { Handed } from '../stores/handed.ts'
import type { TagEdit } from '../stores/undo-history.ts'
import type { Place } from '../stores/location.ts'
import type { Collect } from './collecting.tsx'
import type { Stores } from './create-stores.ts'
import type { TagInList } from './tagging.tsx'
import { verifyLibrary } from './verifying.ts'

/** The place that is open, with what it needs of the others. */
export function PlaceView({
  client,
  stores,
  place,
  last,
  onCollect,
  onTag,
  onLeave,
}: {
  client: Client
  stores: Stores
  place: Place
  /** What was read last: where the lists begin again. */
  last: { articleId: Id | null; annotationId: Id | null }
  onCollect: Collect
  onTag: TagInList
  onLeave: () => void
}) {
  const { library, captures, intake, location, collections, passages, exportDesk, marked } = stores
  const { undo, unsaved, panelTab, tagDraft } = stores
  const toExport = (handed: Handed | null): void => {
    exportDesk.hand(handed)
    location.go({ place: 'export' })
  }
  const onTagChange = (tag: TagView, edit: TagEdit): Promise<TagView> =>
    changeTag(client, undo, tag, edit)
  switch (place.place) {
    case 'library':
      return (
        <Library
          library={library}
          captures={captures}
          intake={intake}
          marks={marked.articles}
          filter={stores.libraryFilter}
          codebook={stores.codebook}
          lastRead={last.articleId}
          listPlace={stores.articleList}
          onOpen={(articleId) => location.go({ place: 'reader', articleId })}
          onCollect={onCollect}
          onTag={onTag}
          onExport={toExport}
          onVerify={() => verifyLibrary(stores)}
        />
      )
    case 'reader':
      return (
        <Reader
          key={`${place.articleId}/${place.annotationId ?? ''}`}
          client={client}
          articleId={place.articleId}
          target={{
            annotationId: place.annotationId ?? null,
            versionId: place.versionId ?? null,
          }}
          shared={{ undo, unsaved, panelTab, place: stores.reading }}
          codebook={(slot) => (
            <CodebookPanel
              {...slot}
              drafts={tagDraft}
              onChange={onTagChange}
              onPassages={(tag) => {
                passages.filter.set({ ...everything, tag })
                location.go({ place: 'passages' })
              }}
            />
          )}
          onLeave={onLeave}
        />
      )
    case 'passages':
      return (
        <Passages
          passages={passages}
          tagCard={(tag) => (
            <TagCard key={tag.id} tag={tag} drafts={tagDraft} onChange={onTagChange} />
          )}
          collections={collections}
          marks={marked.annotations}
          lastOpened={last.annotationId}
          onOpen={({ articleId, view: { annotation } }) => {
            const { id: annotationId, target } = annotation
            const { versionId } = target
            location.go({ place: 'reader', articleId, annotationId, versionId })
          }}
          onCollect={onCollect}
          onTag={onTag}
          onExport={toExport}
        />
      )
    case 'export':
      return <Export desk={exportDesk} library={library} collections={collections} />
    case 'verify':
      return (
        <Verify
          desk={stores.verifyDesk}
          onLeave={onLeave}
          onOpen={({ articleId, annotationId, versionId }) =>
            location.go({ place: 'reader', articleId, annotationId, versionId })
          }
        />
      )
    default:
      return assertNever(place)
  }
}
