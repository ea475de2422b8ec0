import type { z } from 'zod'
import { AppError } from '../errors.ts'
import type { OperationName } from './contract.ts'

type Issue = z.core.$ZodIssue

/** What a form calls the field that an input's last name stands for. */
const fields: Readonly<Record<string, string>> = {
  note: 'The note',
  outlet: 'The outlet',
  authors: 'The name of an author',
  title: 'The title',
  text: 'The text',
  url: 'The address',
  published: 'The date',
  exact: 'The quote',
}

/**
 * The refusal of an input that the contract does not take. Where a person may have typed it, the
 * sentence names the field and its limit; anything else is a fault of the program that called.
 */
export function invalidInput(
  name: OperationName,
  issues: readonly Issue[],
  input: unknown,
): AppError {
  const told = issues.map(innermost).find((issue) => fieldOf(name, issue) !== null)
  const sentence = told === undefined ? null : sentenceOf(name, told, valueAt(input, told.path))
  return new AppError('invalid-input', sentence ?? forPrograms(name, issues[0]))
}

/** Of a choice between shapes, the issue of the shape that came closest: the fewest things wrong. */
function innermost(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const [closest] = issue.errors.toSorted((a, b) => a.length - b.length).flatMap((branch) => branch)
  const sized = issue.errors.flat().find(isAboutSize) ?? closest
  if (sized === undefined) return issue
  return innermost({ ...sized, path: [...issue.path, ...sized.path] })
}

function isAboutSize({ code }: Issue): boolean {
  return code === 'too_big' || code === 'too_small'
}

function fieldOf(name: OperationName, { path }: Issue): string | null {
  const names = path.filter((part) => typeof part === 'string')
  const last = names.at(-1)
  if (last === undefined) return null
  if (last === 'path' && names.includes('tags')) return 'The tag'
  if (last === 'path' && name.startsWith('exports.')) return 'The place of the export'
  if (last === 'name') return nameField(name)
  return fields[last] ?? null
}

function nameField(name: OperationName): string | null {
  if (name === 'coders.rename') return 'Your name'
  if (name === 'captures.add') return 'The name of the file'
  const isCollection = name.startsWith('collections.') || name.startsWith('exports.')
  return isCollection ? 'The name of the collection' : null
}

function sentenceOf(name: OperationName, issue: Issue, value: unknown): string | null {
  const field = fieldOf(name, issue) ?? ''
  if (issue.code === 'too_big' && typeof value === 'string') {
    const most = Number(issue.maximum).toLocaleString('en')
    const length = value.length.toLocaleString('en')
    return `${field} has ${length} characters, and at most ${most} can be kept. Nothing was saved, and what was there before is as it was; shorten it and try again.`
  }
  if (issue.code === 'too_small' && typeof value === 'string') {
    return `${field} is empty. Nothing was changed; write something there and try again.`
  }
  if (issue.path.at(-1) === 'published' && typeof value === 'string') {
    return `“${value.slice(0, 40)}” is no date. Nothing was saved; write it as year, month and day, such as 2026-11-24.`
  }
  return null
}

function forPrograms(name: OperationName, issue: Issue | undefined): string {
  const place = issue === undefined ? '' : issue.path.map(String).join('.')
  const what = issue === undefined ? '' : ` (${place === '' ? '' : `${place}: `}${issue.message})`
  return `“${name}” was called with something it cannot take${what}. Nothing was changed.`
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}
