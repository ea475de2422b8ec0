import type { Input, OperationName, Output } from './contract.ts'
import { AppError } from '../errors.ts'
import { run, type Application } from './serve.ts'

/**
 * Calls an operation of an application in the same process, as a client calls it over a wire: input is
 * parsed, a failure is thrown as the `AppError` that it is, and a bug as itself.
 */
export async function callIn<Name extends OperationName>(
  { handlers }: Pick<Application, 'handlers'>,
  name: Name,
  input: Input<Name>,
): Promise<Output<Name>> {
  const context = { signal: new AbortController().signal, progress: () => undefined }
  const result = await run(handlers, name, input, context, (bug) => {
    throw bug
  })
  if (result.ok) return result.value
  const { code, message, facts } = result.error
  throw new AppError(code, message, { facts: facts ?? {} })
}
