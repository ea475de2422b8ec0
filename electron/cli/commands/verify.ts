import {
  isFault,
  summaryOf,
  type Finding,
  type RestingPassage,
  type Verification,
} from '../../../shared/api/verification.ts'
import { AppError } from '../../../shared/errors.ts'
import { idPart, resolveArticle, UsageError, type Call, type Command } from '../command.ts'

/** `pressmark verify`: reads every file again, and says what is not as it was kept. */
export const verify: Command = {
  usage: 'verify [ID…]',
  about:
    'Reads every file of the library again, or those of the articles given by id, and the custody log, and\n' +
    'names what is not as it was kept, with the passages that rest on it. Writes nothing. Exit code 1 where\n' +
    'something was altered, is missing or is unfinished; a document that was edited outside is only told.',
  example: 'pressmark verify --json',
  options: {},
  opens: 'nothing-written',
  prepare(parts) {
    const typed = parts.map(idPart)
    return async ({ call }) => {
      const articleIds = await idsOf(call, typed)
      const input = articleIds.length === 0 ? {} : { articleIds }
      const verification = await call('library.verify', input)
      return {
        json: verification,
        words: inWords(verification, articleIds.length > 0),
        exitCode: verification.findings.some(isFault) ? 1 : 0,
      }
    }
  },
}

/** Exit code 1 says that something was altered: an id that fits nothing is wrong usage instead. */
async function idsOf(call: Call, parts: readonly string[]): Promise<string[]> {
  const ids = new Set<string>()
  for (const part of parts) {
    try {
      ids.add(await resolveArticle(call, part))
    } catch (error) {
      const isUnclear =
        error instanceof AppError && (error.code === 'not-found' || error.code === 'ambiguous')
      throw isUnclear ? new UsageError(`${error.message} Nothing was verified.`) : error
    }
  }
  return [...ids]
}

function inWords(verification: Verification, isPart: boolean): string {
  const { match, rest } = summaryOf(verification)
  return [
    ...verification.findings.flatMap(findingLines),
    `${match}${isPart ? ' Of what was asked for:' : ''} ${rest}`,
  ].join('\n')
}

function findingLines(finding: Finding): string[] {
  const { expected, found, sizeExpected, sizeFound, rests } = finding
  const isSized = sizeExpected !== null && sizeFound !== null && sizeExpected !== sizeFound
  return [
    `${finding.headline} [${finding.kind}]`,
    `  File      ${finding.file}`,
    ...(isSized ? [`  Size      ${sizeFound} bytes, recorded ${sizeExpected}`] : []),
    ...(expected === null ? [] : [`  Expected  ${expected}`]),
    ...(found === null ? [] : [`  Found     ${found}`]),
    `  ${finding.sentence}`,
    ...restingLines(rests),
    '',
  ]
}

function restingLines(rests: readonly RestingPassage[]): string[] {
  if (rests.length === 0) return []
  return [
    `  ${counted(rests.length, 'passage')} ${rests.length === 1 ? 'rests' : 'rest'} on it:`,
    ...rests.map(({ annotationId, exact, tags, coderName }) => {
      const words = exact === null ? 'the whole article' : `“${exact.replace(/\s+/gu, ' ')}”`
      const paths = tags.map(({ path }) => path).join(', ')
      return `    ${annotationId.slice(-8)}  ${words}  ${[paths, coderName].filter((part) => part !== '').join(' · ')}`
    }),
  ]
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
