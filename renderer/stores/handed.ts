import type { CollectionMember } from '../../shared/domain/collection.ts'

/** Chosen articles and passages as a place hands them to Export, with what they are called there. */
export type HandedMembers = {
  kind: 'members'
  members: readonly CollectionMember[]
  /** Such as “These 12 passages”. */
  name: string
  /** What they are, such as “Frames / Blame, from 4 outlets”. */
  detail: string
}

/** What a place hands to Export. */
export type Handed = HandedMembers | { kind: 'collection'; name: string }
