import { expect, test } from 'vitest'
import { newId } from '../domain/ids.ts'
import { contract, type OperationName } from './contract.ts'
import { invalidInput } from './invalid-input.ts'

function refusal(name: OperationName, input: unknown): string {
  const parsed = contract[name].input.safeParse(input)
  if (parsed.success) throw new Error('the input was taken')
  return invalidInput(name, parsed.error.issues, input).message
}

const annotation = { articleId: newId(), versionId: newId(), passage: null, tags: [], note: '' }
const member = { articleId: newId(), annotationId: null }
const pasted = { kind: 'text', text: 'Words.' }

test.each([
  ['The note', '100,000', 'annotations.create', { ...annotation, note: 'x'.repeat(100_001) }],
  [
    'The note',
    '100,000',
    'annotations.change',
    { articleId: newId(), annotationId: newId(), expectedRev: 1, note: 'x'.repeat(100_001) },
  ],
  [
    'The tag',
    '2,000',
    'annotations.create',
    { ...annotation, tags: [{ id: newId() }, { path: 'x'.repeat(2_001) }] },
  ],
  ['The outlet', '500', 'captures.add', { ...pasted, outlet: 'x'.repeat(501) }],
  [
    'The name of an author',
    '500',
    'captures.add',
    { ...pasted, authors: ['Ada', 'x'.repeat(501)] },
  ],
  ['The text', '20,000,000', 'captures.add', { ...pasted, text: 'x'.repeat(20_000_001) }],
  ['The address', '8,192', 'captures.add', { kind: 'address', url: 'x'.repeat(8_193) }],
  [
    'The name of the collection',
    '200',
    'collections.add',
    { name: 'x'.repeat(201), members: [member] },
  ],
  [
    'The name of the collection',
    '200',
    'exports.preview',
    { format: 'csv', selection: { kind: 'collection', name: 'x'.repeat(201) } },
  ],
  ['Your name', '200', 'coders.rename', { name: 'x'.repeat(201) }],
] as const)(
  '%s that is longer than %s is told by its field and limit (%s)',
  (field, most, name, input) => {
    const sentence = refusal(name, input)
    expect(sentence).toMatch(
      new RegExp(`^${field} has [\\d,]+ characters, and at most ${most} can`, 'u'),
    )
    expect(sentence).toContain('Nothing was saved')
    expect(sentence).not.toContain(name)
  },
)

test('an empty name and a day that is none are told by what to write', () => {
  expect(refusal('coders.rename', { name: ' ' })).toMatch(/^Your name is empty\./u)
  expect(refusal('collections.add', { name: '', members: [member] })).toMatch(
    /^The name of the collection is empty\./u,
  )
  expect(refusal('captures.add', { ...pasted, published: '24.11.2026' })).toMatch(
    /^“24\.11\.2026” is no date\./u,
  )
})

test('what no form can send is told to the program that sent it', () => {
  expect(refusal('articles.open', { id: 7 })).toMatch(/“articles\.open” was called with .*\(id: /u)
  expect(refusal('annotations.create', { ...annotation, note: 7 })).toContain('annotations.create')
})
