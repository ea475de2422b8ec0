import { describe } from '../../../shared/anchoring/describe.ts'
import type { Annotation } from '../../../shared/domain/annotation.ts'
import { wordsOfClaims, type FileClaims } from '../../../shared/domain/provenance.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import type { Citation } from '../citation.ts'
import type { ExportPassage } from '../export-data.ts'

/** A value that JSON can hold. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** The context that a Web Annotation must name; it also declares `dc:`, `dcterms:` and `schema:`. */
export const annotationContext = 'http://www.w3.org/ns/anno.jsonld'

/**
 * One annotation in the Web Annotation model.
 *
 * Its motivation is one, as the model asks for: classifying when it has tags, else commenting when
 * it has a note, else highlighting; the purpose of each body tells the rest. What there is to know
 * of the article lies under the target as `dcterms:source`, which bears the source's own IRI.
 * Source: https://www.w3.org/TR/annotation-model/
 */
export function annotationJson(
  passage: ExportPassage,
  version: { text: string; toCodePoint: (offset: number) => number; citation: Citation },
  software: string,
): Json {
  const { annotation, tags, coderName } = passage
  const hasNote = annotation.note.trim() !== ''
  const body: Json[] = tags.map((path) => textualBody(path, 'tagging', 'text/plain'))
  if (hasNote) body.push(textualBody(annotation.note, 'commenting', 'text/markdown'))
  return {
    '@context': annotationContext,
    id: idUri(annotation.id),
    type: 'Annotation',
    motivation: tags.length > 0 ? 'classifying' : hasNote ? 'commenting' : 'highlighting',
    created: annotation.createdAt,
    modified: annotation.updatedAt,
    creator: { id: idUri(annotation.coderId), type: 'Person', name: coderName },
    generator: { type: 'Software', name: software },
    ...(body.length > 0 ? { body } : {}),
    target: {
      type: 'SpecificResource',
      source: version.citation.uri,
      ...selectorJson(annotation, version),
      state: {
        type: 'TimeState',
        sourceDate: version.citation.capturedAt,
        cached: `urn:sha256:${version.citation.textSha256}`,
      },
      'dcterms:source': sourceJson(version.citation),
    },
  }
}

/** The library's own id as a URI, so that what is exported can be found again there. */
export function idUri(id: Id): string {
  return `urn:ulid:${id}`
}

function textualBody(value: string, purpose: string, format: string): Json {
  return { type: 'TextualBody', value, purpose, format }
}

function selectorJson(
  { target }: Annotation,
  { text, toCodePoint }: { text: string; toCodePoint: (offset: number) => number },
): { selector?: Json } {
  if (target.position === null) return {}
  const { quote, position } = describe(text, target.position)
  const { start, end } = position
  return {
    selector: [quote, { ...position, start: toCodePoint(start), end: toCodePoint(end) }],
  }
}

/** A sentence, since any property of its own would read like a fact to a machine. */
function claimsInWords(claims: FileClaims): string {
  return `A saved page. The file says, unchecked: ${wordsOfClaims(claims)}.`
}

function sourceJson(citation: Citation): Json {
  const { title, outlet, authors, published, modified, language, url, claims } = citation
  return {
    id: citation.uri,
    type: 'schema:Article',
    ...(title === null ? {} : { 'dcterms:title': title }),
    ...(outlet === null ? {} : { 'dc:publisher': outlet }),
    ...(authors.length === 0 ? {} : { 'dc:creator': authors }),
    ...(published === null ? {} : { 'dcterms:issued': published.instant ?? published.day }),
    ...(modified === null ? {} : { 'dcterms:modified': modified.instant ?? modified.day }),
    ...(language === null ? {} : { 'dc:language': language }),
    ...(url === null ? {} : { 'schema:url': url }),
    ...(claims === null ? {} : { 'dc:description': claimsInWords(claims) }),
  }
}
