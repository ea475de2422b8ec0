import { ancestorsOf, nameWords, type DomElement } from '../dom.ts'

/** Words of classes and ids, by what they are used for; the model weighs each kind by itself. */
const groups: readonly RegExp[] = [
  / (?:ad|ads|advert\w*|sponsor\w*|promo\w*|banner|cta|offer|affiliate|outbrain|taboola|product\w*|price) /u,
  / (?:newsletter\w*|sign {0,2}up|subscri\w*|optin|form|email) /u,
  / (?:comment\w*|disqus|respond|reply|discussion) /u,
  / (?:related|recommend\w*|recirc\w*|more|trending|popular|latest|recent|most|next|prev\w*|also|onward|teaser\w*|card\w*|carousel|slider|grid|feed|posts) /u,
  / (?:share|sharing|social\w*|follow|addthis) /u,
  / (?:author\w*|bio|biography|byline|contributor\w*|writer|profile|avatar|about) /u,
  / (?:tag|tags|categor\w*|topic\w*|keyword\w*|label\w*|breadcrumb\w*|crumbs) /u,
  / (?:footer|copyright|legal|disclaimer|disclosure|cookie\w*|consent|privacy) /u,
  / (?:nav\w*|menu\w*|header|sidebar|side|rail|widget\w*|aside|toolbar|toc|contents|pagination|pager|search) /u,
  / (?:meta|date\w*|time\w*|published|updated|info|details|kicker|eyebrow|section) /u,
  / (?:popup|modal|overlay|dialog|tooltip|hidden|lightbox|accordion|tab|tabs|faq) /u,
  / (?:caption|credit|image|img|photo\w*|gallery|media|video|figure|embed|slide\w*) /u,
  / (?:article|post|entry|story|body|content|text|prose|rich\w*|rte|copy|main|wysiwyg|markdown|blog) /u,
]

const named = [
  'nav',
  'aside',
  'footer',
  'header',
  'form',
  'button',
  'article',
  'main',
  'section',
  'figure',
] as const

const far = 14

/** The names of what {@link callingOf} answers, in its order. */
export const calledNames = [
  ...named.map((name) => `in ${name}`),
  ...groups.map((_, index) => `group ${index}`),
  ...groups.map((_, index) => `own group ${index}`),
]

/** What an element and those around it are called: kinds of element, and steps up to each kind of name. */
type Called = { named: readonly boolean[]; steps: readonly number[] }

const nothing: Called = { named: named.map(() => false), steps: groups.map(() => far) }

/** Answers for an element which kinds it lies in, and how near a name of each kind is. */
export function callingOf(): (element: DomElement | null) => number[] {
  const known = new Map<DomElement, Called>()
  const look = (element: DomElement): Called => {
    const unknown: DomElement[] = []
    let above = nothing
    for (const around of [element, ...ancestorsOf(element)]) {
      const found = known.get(around)
      if (found !== undefined) {
        above = found
        break
      }
      unknown.push(around)
    }
    for (const inner of unknown.toReversed()) {
      above = calledIn(inner, above)
      known.set(inner, above)
    }
    return above
  }
  return (element) => {
    const { named: lies, steps } = element === null ? nothing : look(element)
    const near = steps.map((step) => (step >= far ? 0 : 1 / (1 + step)))
    return [...lies.map(Number), ...near, ...steps.map((step) => Number(step < 2))]
  }
}

function calledIn(element: DomElement, above: Called): Called {
  const { localName } = element
  const isPage = localName === 'body' || localName === 'html'
  const words = isPage ? '' : nameWords(element).join('  ')
  return {
    named: above.named.map((isIn, index) => isIn || named[index] === localName),
    steps: above.steps.map((step, index) => {
      const isCalled = words !== '' && groups[index]?.test(` ${words} `) === true
      return isCalled ? 0 : Math.min(far, step + 1)
    }),
  }
}
