import { z } from 'zod'
import { checkAddress } from '../app/typed-words.ts'
import { asUsage, text, texts, UsageError, type OptionValues } from './command.ts'

/** What a person says of what they add: each absent where they don't. */
export type Known = {
  said: { outlet?: string; authors?: string[]; published?: string }
  url?: string
  allowPrivate: boolean
}

/** Reads what is said of the inputs of `add`. Throws `UsageError` for what cannot be. */
export function readKnown(values: OptionValues): Known {
  const outlet = text(values, 'outlet')
  const authors = texts(values, 'author')
  const published = text(values, 'date')
  const url = text(values, 'url')
  if (outlet !== undefined) checkName('--outlet', outlet)
  for (const author of authors) checkName('--author', author)
  if (authors.length > 100) throw new UsageError('--author may be given at most 100 times.')
  if (published !== undefined && !z.iso.date().safeParse(published).success) {
    throw new UsageError('--date takes a day such as 2026-11-24.')
  }
  if (url !== undefined) asUsage(() => checkAddress(url))
  return {
    said: {
      ...(outlet === undefined ? {} : { outlet }),
      ...(authors.length === 0 ? {} : { authors }),
      ...(published === undefined ? {} : { published }),
    },
    ...(url === undefined ? {} : { url }),
    allowPrivate: values['allow-private-addresses'] === true,
  }
}

function checkName(option: string, name: string): void {
  if (name.trim() === '') throw new UsageError(`${option} needs a name.`)
  if (name.length > 500) throw new UsageError(`${option} takes a name of at most 500 characters.`)
}
