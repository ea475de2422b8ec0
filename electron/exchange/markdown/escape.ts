/**
 * Makes text from a page, a title or a name inert inside one line of Markdown.
 *
 * Only what CommonMark or GitHub's dialect would act on is escaped: markup characters by a
 * backslash, `<` and `&` by an entity (old dialects let `\<` through as HTML). Quotes, dashes and
 * the rest stay. Taking backslashes and entities away again gives exactly what went in.
 */
export function escapeInline(text: string): string {
  return text
    .replace(/[\\`*[\]~]/gu, '\\$&')
    .replace(/&(?=#|[a-z0-9]+;)/giu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/:(?=\/\/)|(?<=\bmailto):/giu, '\\:')
    .replace(/(?<=\bwww)\./giu, '\\.')
    .replace(/[\u2028\u2029]/gu, entityOf)
}

/**
 * {@link escapeInline} for text that stands alone on its line, where a mark at the start could make
 * a heading, list, quotation, rule or table of it, and white space at the edges would be lost.
 */
export function escapeLine(line: string): string {
  return escapeInline(line)
    .replace(/^\s+|\s+$/gu, (space) => space.replace(/\s/gu, entityOf))
    .replace(/^(?:#{1,6}|[-+:|])(?=\s|$)/u, '\\$&')
    .replace(/^(?=[-=:|])[-=:|\s]+$/u, '\\$&')
    .replace(/^>/u, '&gt;')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/u, '$1\\$2')
}

/** {@link escapeInline} for a heading: on one line, and marks at its end are not taken off. */
export function escapeHeading(text: string): string {
  return escapeInline(oneLine(text)).replace(/(?<=^|\s)#+$/u, '\\$&')
}

/** Text on one line: white space and control characters in a row become one space. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

/**
 * A Markdown text as a quotation: whatever it opens ends with it. Its Markdown stays, but for the
 * beginnings of HTML tags and comments, which could hide the rest of the file.
 */
export function quoteMarkdown(markdown: string): string {
  return markdown
    .split(/\r\n|\r|\n/u)
    .map((line) => line.replace(/<(?=[a-z/!?])(?!https?:\/\/[^\s<>]*>)/giu, '&lt;'))
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

function entityOf(character: string): string {
  return `&#${character.codePointAt(0)};`
}
