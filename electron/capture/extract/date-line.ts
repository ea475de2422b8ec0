import { monthOf, withLatinDigits } from './months.ts'

const labels =
  /^(?:(?:first |last |originally |article )?(?:published|posted|updated|modified|created|edited|aired)(?: (?:on|at))?|date|veröffentlicht(?: am)?|aktualisiert(?: am)?|stand|publié(?: le)?|mis à jour(?: le)?|publicado(?: el)?|actualizado(?: el)?|pubblicato(?: il)?|gepubliceerd(?: op)?|last update)\s*[:：]?\s*/iu

const small = new Set(
  `am pm a.m p.m uhr h est edt cst cdt mst mdt pst pdt et ct pt gmt utc bst cet cest ist jst z at on um
  à le el il op de del of the and ist eastern time ago hour hours hr hrs min mins minute minutes day days
  week weeks month months vor stunden minuten tagen il y a heures hace horas updated published posted last
  st nd rd th mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
  montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi
  dimanche lunes martes miércoles jueves viernes sábado domingo`.split(/\s+/u),
)

/** True where a whole line is a date or a moment with its labels, and nothing else. */
export function isDateLine(text: string): boolean {
  const line = withLatinDigits(text)
  const hasLabel = labels.test(line)
  const rest = line.replace(labels, '')
  const isAgo = /^(?:about )?(?:\d{1,3}|an?) (?:min(?:ute)?|hour|day|week|month)s? ago$/iu.test(
    rest,
  )
  if (isAgo) return true
  if (/^\d{4}年\d{1,2}月\d{1,2}日.{0,20}$/u.test(rest)) return true
  const words = rest
    .replace(/(\d)(?:st|nd|rd|th)\b/giu, '$1')
    .split(/[\s,|·•/()–—-]+/u)
    .map((word) => word.replace(/[.:]+$/u, ''))
    .filter((word) => word !== '')
  if (words.length === 0 || words.length > 16) return false
  const isKnown = (word: string) =>
    /^\d{1,4}$/u.test(word) ||
    /^\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[ap]\.?m)?$/iu.test(word) ||
    /^\d{1,2}[ap]\.?m$/iu.test(word) ||
    /^\d{1,2}\.\d{1,2}\.\d{2,4}$/u.test(word) ||
    /^\d{4}\d{2}\d{2}T?[\d:+Z.]*$/u.test(word) ||
    /^T?\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|\+[\d:]+)?$/u.test(word) ||
    monthOf(word) !== null ||
    small.has(word.toLowerCase())
  if (!words.every(isKnown)) return false
  const hasMonth = words.some((word) => monthOf(word) !== null)
  const hasYear = words.some((word) => /^(?:19|20)\d{2}$/u.test(word))
  const hasFullDate = /\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}/u.test(rest)
  const hasNumber = words.some((word) => /\d/u.test(word))
  return hasNumber && (hasFullDate || (hasMonth && hasYear) || hasLabel)
}
