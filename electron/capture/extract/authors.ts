import { dateInLine, withoutDates } from './dates.ts'
import { isDateLine } from './date-line.ts'
import { squeeze } from './dom.ts'
import { isNameLine } from './names.ts'

const openings =
  /^(?:(?:written|reported|words|text|story|reporting|live|analysis|authored|posted|published|created|contributed) by|by|live|authors?|von|par|por|di|door|av|af|autore?|كتبت?|بقلم|記者|文)\s*[:：]?\s+/iu
const openingWithoutSpace =
  /^(?:كتبت?|بقلم|記者|(?:[Ww]ritten|[Aa]uthored|[Pp]osted) [Bb]y(?=\p{Lu}))\s*[:：]?\s*/u
const joiners = /\s*(?:,|;|\||·|•|\/|、|،|\s&\s|\s(?:and|und|et|y|e|en|och|og|with|mit)\s)\s*/iu

/**
 * The names in a byline ("By Tessa Okafor-Lind and Ilse Brandt, 9 March 2026"), its opening word and
 * its date taken off. What can't be a name is dropped: addresses, markup, reading times.
 */
export function namesIn(byline: string): string[] {
  if (/:\/\/|[<>]/u.test(byline)) return []
  const line = withoutDates(squeeze(byline).slice(0, 300))
    .replace(openings, '')
    .replace(openingWithoutSpace, '')
  const names = line
    .split(joiners)
    .map((name) => name.replace(openings, '').replace(/^[\s\-–—]+|[\s\-–—.]+$/gu, ''))
    .filter(isName)
  return [...new Set(names)]
}

/** One name as structured data gives it, which may hold an opening or two names after all. */
export function namesFromData(value: string): string[] {
  const isPlain = isName(squeeze(value)) && !/\sand\s|\s&\s/iu.test(value) && !openings.test(value)
  return isPlain && !/[,;|]/u.test(value) ? [squeeze(value)] : namesIn(value)
}

/**
 * What a line near the title that is only a byline says ("by Noël Dufrêne, 9 March 2026"): null for
 * any other line. Without an opening word nothing but a class name makes a byline.
 */
export function parseByline(
  line: string,
  now: Date,
): { authors: string[]; published: ReturnType<typeof dateInLine> } | null {
  const text = squeeze(line)
  if (text.length > 200 || !openings.test(text)) return null
  const published = dateInLine(text, now)
  const rest = text.replace(openings, '').replace(/\s*[,|·•–—-]?\s*\d.*$/u, '')
  const isOnlyNames = isNameLine(rest, 12) && !/[.!?]\s/u.test(rest)
  if (!isOnlyNames) return null
  return { authors: namesIn(text), published }
}

/** Openings that nothing follows, and the words of links. */
const isNoName =
  /^(?:(?:written |authored |posted |reviewed |researched |published )?by|from|insights from|(?:view|see|show|read|more|all|about|follow|meet|browse)\b.*|at \d.*|.*\bcomments?\b.*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2})[:：]?$/iu

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 80) return false
  if (/[<>{}"“”@]|https?:|www\.|\d{3}/iu.test(name) || /^\d/u.test(name)) return false
  if (/\b(?:min(?:ute)?s? read|read(?:ing)? time|published|updated|posted)\b/iu.test(name))
    return false
  if (isNoName.test(name) || /^[\w-]+(?:\.[\w-]+){2,}$/u.test(name)) return false
  if (
    /^(?:admin|administrator|editor|null|undefined|unknown|guest|author|staff writer)$/iu.test(name)
  )
    return false
  return /\p{L}{2}/u.test(name) && !isDateLine(name)
}
