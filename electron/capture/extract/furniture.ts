import type { LeftOutBlock } from '../../../shared/domain/left-out.ts'
import { isDateLine } from './date-line.ts'
import { squeeze } from './dom.ts'
import { reasonOfLine } from './furniture-lines.ts'
import { isNameLine } from './names.ts'

/** Why a block is no part of an article. */
export type Finding = Pick<LeftOutBlock, 'kind' | 'reason'>

type Rule = { reason: string; longest: number; matches: RegExp; test?: (line: string) => boolean }

const agencies =
  'getty(?: images)?|reuters|afp|ap|ap photo|ap images|shutterstock|istock|istockphoto|alamy|epa|pool|' +
  'dpa|upi|bloomberg|imago|picture alliance|wikimedia commons|unsplash|pexels|pixabay|rex features|' +
  'xinhua|handout|getty images/istockphoto|associated press'

const asksElsewhere =
  'also read|read also|read more|read next|read too|see also|related|related articles?|related stories|' +
  'related story|related posts?|related coverage|recommended|more|watch|also on .{1,30}|lesen sie auch|' +
  'mehr zum thema|à lire aussi|lire aussi|à lire également|lea también|leggi anche|lees ook|関連記事'

/** Shapes of furniture, each of a whole block: none looks for its words inside a sentence. */
const shapes: readonly Rule[] = [
  {
    reason: 'share and follow links',
    longest: 160,
    matches:
      /^(?=.*(?:share|tweet|facebook|whatsapp))(?:(?:share|tweet|pin|e-?mail|print|save|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|flipboard|pinterest|bluesky|threads|copy link|on|leave a comment)[\s|·•,:]*){2,14}$/iu,
  },
  {
    reason: 'newsletter',
    longest: 140,
    matches:
      /^(?:please )?(?:join|subscribe to|sign up (?:for|to)|get) (?:our|the|this|my)(?: [\p{L}’'-]+){0,5} ?newsletters?(?: (?:today|now|here|for free))?[\s.!»›→]*$/iu,
  },
  {
    reason: 'pop-up',
    longest: 90,
    matches: /^this (?:pop-?up |window |message |ad )?will close in \d* ?seconds?\.?$/iu,
  },
  {
    reason: 'links to other articles',
    longest: 200,
    matches: new RegExp(`^(?:${asksElsewhere})\\s*[:：|]\\s*\\S.*$`, 'iu'),
    test: (line) => !/[.!?…]["”’»]?$|[,;] /u.test(line),
  },
  { reason: 'links to other articles', longest: 50, matches: /^[Mm]ore from \p{Lu}[^.!?,]*$/u },
  {
    reason: 'rights notice',
    longest: 260,
    matches:
      /^(?:©|\(c\)|copyright\b)(?:[^.]{0,120}[.\s]\s*)?(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|無断転載.{0,10}|جميع الحقوق محفوظة)(?:[.!].{0,160})?$/iu,
  },
  {
    reason: 'rights notice',
    longest: 200,
    matches:
      /^(?:copyright\s*(?:©|\(c\)|\d{4})|©\s*(?:copyright )?\d{4}\b|all rights reserved\. )[^.]{0,100}\.?$/iu,
  },
  {
    reason: 'cookie notice',
    longest: 400,
    matches:
      /^(?:we value your privacy\b.*|(?:we|this (?:web)?site) uses? cookies\b.*(?:website|site|experience|traffic|consent|accept|privacy).*)$/iu,
    test: (line) => !/[“”"]/u.test(line),
  },
  {
    reason: 'tags',
    longest: 260,
    matches:
      /^(?:tags?|tagged|filed under|filed in|topics?|categories|keywords|schlagw[oö]rter|étiquettes|etiquetas)\s*:\s*\S.*$/iu,
    test: (line) => !/[.!?]$/u.test(line),
  },
]

/** Shapes of credits; what a pattern captures as `names` must be names, or the line is prose. */
const credits: readonly Rule[] = [
  {
    reason: 'photo credit',
    longest: 160,
    matches:
      /^[([]?\s*(?:(?:photo|photograph|picture|image|video|illustration|graphic|foto|bild|imagen)s?(?:\/\p{L}+)?(?: (?:credit|courtesy))?s?\s*(?:by|:|courtesy(?: of)?|von|par|©|via)|(?:photo |image )?credits?\s*:|crédits?(?: photos?)?\s*:)\s*(?<names>\S.*?)[.\s]*[)\]]?$/iu,
  },
  {
    reason: 'photo credit',
    longest: 100,
    matches:
      /^[([]?(?:file|archive|stock|handout|undated|courtesy) (?:photo(?:graph)?|picture|image)(?: (?:by|:|via) (?<names>.{1,60}))?[)\].]*$|^(?:archivbild|symbolbild|archivfoto|photo d[’']archives|screengrab|screenshot)\.?$/iu,
  },
  {
    reason: 'photo credit',
    longest: 100,
    matches: new RegExp(
      `^[(©\\s]*(?:${agencies})(?:\\s*[/|,–-]\\s*(?:${agencies}))*[)\\s.]*$`,
      'iu',
    ),
  },
  {
    reason: 'photo credit',
    longest: 120,
    matches: new RegExp(
      `^[([©\\s]*(?<names>[^.,]{2,80}?)\\s*(?:/|\\|| via )\\s*(?:${agencies})(?:/[\\p{L} ]{2,20})?[)\\]\\s.]*$`,
      'iu',
    ),
  },
  {
    reason: 'photo credit',
    longest: 90,
    matches: /^[([]?\s*©\s*(?<names>[^.]{2,70})[)\]]?\.?$/iu,
  },
]

/**
 * The rule that a whole block of text fits; null for prose. Applied alike to pages, files and pasted
 * text.
 */
export function furnitureOf(text: string): Finding | null {
  const line = squeeze(text)
  if (line.length <= 120) {
    const reason = reasonOfLine(line)
    if (reason !== null) return { kind: 'furniture', reason }
  }
  const shape = shapes.find((rule) => fits(rule, line))
  if (shape !== undefined) return { kind: 'furniture', reason: shape.reason }
  const credit = credits.find((rule) => fits(rule, line) && namesHold(rule, line))
  if (credit !== undefined) return { kind: 'credit', reason: credit.reason }
  return line.length <= 140 && isDateLine(line) ? { kind: 'dateline', reason: 'date line' } : null
}

/**
 * A line about the writer ("Jo Ray covers the city. Follow her on …"). Only the last blocks of an
 * article can be one: ask for nothing else.
 */
export function isAuthorNote(text: string): boolean {
  const line = squeeze(text)
  const asksToFollow =
    /(?:^|[.!?]\s)(?:you can )?(?:follow|e-?mail|contact|reach) (?:him|her|them|the author)\b.{0,80}$/iu
  const namesTheJob =
    /^\p{Lu}[^.!?“”]{2,60} is an? [^.!?“”]{0,60}(?:reporter|correspondent|editor|columnist|staff writer|journalist|producer)\b[^!?“”]{0,120}\.$/u
  return line.length <= 400 && (asksToFollow.test(line) || namesTheJob.test(line))
}

/**
 * Where a credit begins at the end of a caption ("The quay on Monday. Photo: Ledger staff"); null
 * where the caption ends without one.
 */
export function creditStart(caption: string): number | null {
  for (const match of caption.matchAll(/[.!?…”"’)]\s+|\s(?=[([])|\n/gu)) {
    const start = match.index + match[0].length
    if (furnitureOf(caption.slice(start))?.kind === 'credit') return start
  }
  return null
}

function fits({ longest, matches, test }: Rule, line: string): boolean {
  return line.length <= longest && matches.test(line) && (test?.(line) ?? true)
}

function namesHold({ matches }: Rule, line: string): boolean {
  const names = matches.exec(line)?.groups?.['names']
  return names === undefined || isNameLine(names)
}
