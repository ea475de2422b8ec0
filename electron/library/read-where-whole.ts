import { AppError } from '../../shared/errors.ts'
import type { JsonDocument } from './json-document.ts'

/**
 * What a document holds, or the failure in place of it, which reading put on the problem list: what
 * hangs on the document waits, everything else goes on.
 */
export async function readWhereWhole<T>(document: JsonDocument<T>): Promise<T | null | AppError> {
  try {
    return await document.read()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
