/** The endings of files that can be captured. */
export const readableEndings = ['.html', '.htm', '.xhtml', '.mhtml', '.mht', '.txt'] as const

/** What can be captured, in words. */
export const readableInWords = 'saved pages (.html, .mhtml) and plain text (.txt)'

/** Whether a name is that of a file that can be captured. */
export function isReadableName(name: string): boolean {
  return readableEndings.some((ending) => name.toLowerCase().endsWith(ending))
}

/** Files that people have instead, by their endings: what each is, and how to come by one that is read. */
const others: readonly (readonly [endings: RegExp, what: string, advice: string])[] = [
  [
    /\.webarchive$/iu,
    'a web archive, which only Safari opens',
    'open it in Safari, save it as “Page Source” and add that file, or save the page from another browser',
  ],
  [
    /\.maff$/iu,
    'an archive of an old Firefox',
    'it is a ZIP file: unpack it and add the page in it together with its folder',
  ],
  [/\.pdf$/iu, 'a PDF', 'open it and paste its text, or save the page itself from your browser'],
  [
    /\.(?:docx?|odt|rtf|pages)$/iu,
    'a document of a word processor',
    'save it there as a web page (.html) or as plain text (.txt), or paste its text',
  ],
]

/** Why a file of this name is not captured, and what to do instead; null where the name does not tell. */
export function refusalByName(name: string): string | null {
  const found = others.find(([endings]) => endings.test(name))
  if (found === undefined) return null
  const [, what, advice] = found
  return `“${name}” is ${what}, and Pressmark reads ${readableInWords}. Nothing was captured; ${advice}.`
}
