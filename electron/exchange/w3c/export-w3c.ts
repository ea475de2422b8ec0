import { codePointsOf } from '../../../shared/text/code-points.ts'
import { citationOf } from '../citation.ts'
import {
  passagesInOrder,
  type ExportArticle,
  type ExportData,
  type ExportFile,
  type ExportVersion,
} from '../export-data.ts'
import { annotationContext, annotationJson, idUri, type Json } from './annotation-json.ts'
import { versionFileName } from './file-name.ts'

/**
 * Two files for each version that has annotations: an AnnotationPage (`.jsonld`), and the canonical
 * text that its positions index in code points (`.txt`), byte for byte as it is stored.
 *
 * The pages of an article are the pages of one AnnotationCollection, in the order of the versions.
 */
export function exportW3c(data: ExportData): ExportFile[] {
  return data.articles.flatMap((entry) => {
    const versions = entry.versions.filter(({ passages }) => passages.length > 0)
    return versions.flatMap((version, index) => {
      const title = entry.metadata.title.value
      const name = versionFileName(title, entry.article.id, version.number)
      const page = pageJson(entry, versions, index, data.software)
      return [
        { path: `${name}.jsonld`, text: `${JSON.stringify(page, null, 1)}\n` },
        { path: `${name}.txt`, text: version.text },
      ]
    })
  })
}

function pageJson(
  entry: ExportArticle,
  versions: readonly ExportVersion[],
  index: number,
  software: string,
): Json {
  const version = versions[index]
  if (version === undefined) throw new RangeError(`no version at ${index}`)
  const previous = versions[index - 1]
  const next = versions[index + 1]
  const { text } = version
  const shared = { text, toCodePoint: codePointsOf(text), citation: citationOf(entry, version) }
  return {
    '@context': annotationContext,
    id: pageUri(version),
    type: 'AnnotationPage',
    partOf: collectionJson(entry, versions),
    startIndex: countPassages(versions.slice(0, index)),
    ...(previous === undefined ? {} : { prev: pageUri(previous) }),
    ...(next === undefined ? {} : { next: pageUri(next) }),
    items: passagesInOrder(version).map((passage) => annotationJson(passage, shared, software)),
  }
}

function collectionJson(
  { article, metadata }: ExportArticle,
  versions: readonly ExportVersion[],
): Json {
  const label = metadata.title.value
  const [first] = versions
  const last = versions.at(-1)
  return {
    id: `${idUri(article.id)}#annotations`,
    type: 'AnnotationCollection',
    ...(label === null ? {} : { label }),
    total: countPassages(versions),
    ...(first === undefined ? {} : { first: pageUri(first) }),
    ...(last === undefined ? {} : { last: pageUri(last) }),
  }
}

function pageUri({ id }: ExportVersion): string {
  return `${idUri(id)}#annotations`
}

function countPassages(versions: readonly ExportVersion[]): number {
  return versions.reduce((sum, { passages }) => sum + passages.length, 0)
}
