import { Annotation, type AnnotationFile } from '../../shared/domain/annotation.ts'
import { Id } from '../../shared/domain/ids.ts'

/**
 * An entry of an annotation file: `raw` as it lies there, the annotation it holds (null where it
 * cannot be read), and what is not as it should be, in words that follow on “its”.
 */
export type AnnotationEntry = {
  raw: unknown
  id: Id | null
  annotation: Annotation | null
  fault: string | null
}

type Issues = NonNullable<ReturnType<typeof Annotation.safeParse>['error']>['issues']

/** Files never change in place, so each is read through once. */
const known = new WeakMap<AnnotationFile, AnnotationEntry[]>()

/** Nor do entries: of a thousand a save changes one, and only that one is read again. */
const knownEntries = new WeakMap<object, { owner: string; entry: AnnotationEntry }>()

/** The entries of a file in their order, each read by itself. */
export function entriesOf(file: AnnotationFile): AnnotationEntry[] {
  const before = known.get(file)
  if (before !== undefined) return before
  const seen = new Set<Id>()
  const entries = file.annotations.map((raw) => {
    const entry = readEntry(raw, file)
    if (entry.annotation === null) return entry
    if (seen.has(entry.annotation.id)) return unreadable(raw, 'id stands there a second time')
    seen.add(entry.annotation.id)
    return entry
  })
  known.set(file, entries)
  return entries
}

/** The file with one annotation changed: only the fields that differ, and nothing else of the file. */
export function withChangedEntry(
  file: AnnotationFile,
  { raw, annotation }: AnnotationEntry,
  next: Annotation,
): AnnotationFile {
  const before = annotation as Record<string, unknown> | null
  const fields = Object.entries(next).filter(([key, value]) => before?.[key] !== value)
  const changed = { ...(raw as object), ...Object.fromEntries(fields) }
  const annotations = file.annotations.map((one) => (one === raw ? changed : one))
  return { ...file, annotations }
}

function readEntry(raw: unknown, owner: AnnotationFile): AnnotationEntry {
  if (typeof raw !== 'object' || raw === null) return checkEntry(raw, owner)
  const name = `${owner.articleId} ${owner.coderId}`
  const before = knownEntries.get(raw)
  if (before?.owner === name) return before.entry
  const entry = checkEntry(raw, owner)
  knownEntries.set(raw, { owner: name, entry })
  return entry
}

function checkEntry(raw: unknown, owner: AnnotationFile): AnnotationEntry {
  const parsed = Annotation.safeParse(raw)
  const unknownFields = parsed.success ? [] : fieldsUnknown(parsed.error.issues)
  const reading =
    unknownFields.length > 0 ? Annotation.safeParse(without(raw, unknownFields)) : parsed
  if (!reading.success) return unreadable(raw, wrongPlace(reading.error.issues))
  const annotation = reading.data
  if (annotation.articleId !== owner.articleId || annotation.coderId !== owner.coderId) {
    return unreadable(raw, 'article or coder is another than the file’s')
  }
  const names = unknownFields.map((path) => `“${path.join('.')}”`)
  const fault = names.length === 0 ? null : `field ${names.join(', ')} is unknown to Pressmark`
  return { raw, id: annotation.id, annotation, fault }
}

function unreadable(raw: unknown, fault: string): AnnotationEntry {
  const isRecord = typeof raw === 'object' && raw !== null && 'id' in raw
  const id = isRecord ? (Id.safeParse(raw.id).data ?? null) : null
  return { raw, id, annotation: null, fault }
}

/** The fields that no annotation has, when nothing else is wrong with what was read. */
function fieldsUnknown(issues: Issues): PropertyKey[][] {
  if (issues.some(({ code }) => code !== 'unrecognized_keys')) return []
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [],
  )
}

function without(raw: unknown, paths: readonly PropertyKey[][]): unknown {
  const copy: unknown = structuredClone(raw)
  for (const path of paths) {
    let holder = copy as Record<PropertyKey, unknown>
    for (const key of path.slice(0, -1)) holder = holder[key] as Record<PropertyKey, unknown>
    const last = path.at(-1)
    if (last !== undefined) delete holder[last]
  }
  return copy
}

function wrongPlace(issues: Issues): string {
  const path = issues[0]?.path.join('.') ?? ''
  return path === '' ? 'content is not that of an annotation' : `“${path}” is not as it should be`
}
