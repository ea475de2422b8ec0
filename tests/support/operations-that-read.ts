import { contract, type OperationName } from '../../shared/api/contract.ts'

/** The operations that change no file. Every other one writes, and must be among the acts of the suites that break things. */
export const operationsThatRead = [
  'library.describe',
  'library.verify',
  'session.read',
  'articles.list',
  'articles.open',
  'ids.resolve',
  'media.read',
  'lists.read',
  'attempts.list',
  'passages.list',
  'codebook.list',
  'collections.list',
  'exports.preview',
  'exports.choosePath',
  'menu.show',
] as const satisfies readonly OperationName[]

export type OperationThatReads = (typeof operationsThatRead)[number]

/** An operation that writes: what a new one is taken for until it is named above. */
export type OperationThatWrites = Exclude<OperationName, OperationThatReads>

/** The operations that write, as the contract lists them. */
export const operationsThatWrite = (Object.keys(contract) as OperationName[]).filter(
  (name): name is OperationThatWrites => !(operationsThatRead as readonly string[]).includes(name),
)
