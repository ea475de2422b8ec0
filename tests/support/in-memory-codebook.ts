import type { TagChange } from '../../shared/api/contract.ts'
import type { TagView } from '../../shared/api/views.ts'
import { AppError } from '../../shared/errors.ts'

/** Tags in memory with one of them changed, its branch with it; refused as the application does. */
export function withChangedTag(
  tags: readonly TagView[],
  { tagId, expectedRev, name, definition }: TagChange,
): { tags: TagView[]; tag: TagView } {
  const found = tags.find(({ id }) => id === tagId)
  if (found === undefined) throw new AppError('not-found', 'That tag is no longer in the codebook.')
  if (found.rev !== expectedRev)
    throw new AppError('changed-meanwhile', `“${found.name}” was changed elsewhere meanwhile.`)
  const path = `${found.path.slice(0, -found.name.length)}${name ?? found.name}`
  if (tags.some((other) => other !== found && other.path.toLowerCase() === path.toLowerCase()))
    throw new AppError('already-exists', `There is a tag “${name}” there already.`)
  const tag = {
    ...found,
    rev: found.rev + 1,
    path,
    name: name ?? found.name,
    definition: definition ?? found.definition,
  }
  const branch = `${found.path}/`
  const next = tags.map((other) => {
    if (other === found) return tag
    const isBelow = other.path.startsWith(branch)
    return isBelow ? { ...other, path: `${path}/${other.path.slice(branch.length)}` } : other
  })
  return { tags: next, tag }
}
