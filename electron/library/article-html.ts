import { createHash } from 'node:crypto'
import type { Mark, Node } from 'prosemirror-model'
import type { Metadata } from '../../shared/domain/metadata.ts'
import { wordsOfClaims, type FileClaims } from '../../shared/domain/provenance.ts'
import type { Instant } from '../../shared/domain/instant.ts'
import type { Sha256 } from '../../shared/domain/sha256.ts'

/** What stands above the text of a kept article. */
export type ArticlePage = {
  document: Node
  metadata: Metadata
  sourceUrl: string | null
  /** What a saved page says of itself, where nobody else says where it is from. */
  claims: FileClaims | null
  capturedAt: Instant
  textSha256: Sha256
}

const style = `
:root { color-scheme: light dark }
body { max-width: 38rem; margin: 2rem auto; padding: 0 1rem; font: 1.125rem/1.6 Georgia, serif }
h1 { line-height: 1.2 }
.standfirst { font-size: 1.25rem }
.source, figcaption, footer { font: 0.875rem/1.5 system-ui, sans-serif }
footer { margin-top: 3rem; border-top: 1px solid; padding-top: 1rem; overflow-wrap: anywhere }
img { max-width: 100%; height: auto }
figure { margin: 1.5rem 0 }
pre { overflow-x: auto }
table { border-collapse: collapse }
td, th { border: 1px solid; padding: 0.25rem 0.5rem; text-align: start; vertical-align: top }
.level-1 { margin-inline-start: 1.5rem }
.level-2 { margin-inline-start: 3rem }
.level-3 { margin-inline-start: 4.5rem }
`
const styleHash = createHash('sha256').update(style).digest('base64')
const policy = `default-src 'none'; img-src 'self' file:; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`

/**
 * The article as a page that any browser shows without Pressmark: no scripts, nothing loaded but the
 * pictures that lie beside it. For people; the truth is the document and its text.
 */
export function articleHtml(page: ArticlePage): string {
  const { metadata, document } = page
  const title = metadata.title.value ?? 'Untitled'
  const language = metadata.language.value
  const lang = language === null ? '' : ` lang="${escape(language)}"`
  return `<!doctype html>
<html${lang}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<article>
${sourceLine(metadata)}${blocks(document)}
</article>
<footer>
${footerLines(page).join('<br>\n')}
</footer>
</body>
</html>
`
}

function sourceLine(metadata: Metadata): string {
  const authors = metadata.authors.value?.join(', ') ?? ''
  const parts = [metadata.outlet.value ?? '', authors, metadata.published.value?.day ?? '']
  const shown = parts.filter((part) => part !== '').map(escape)
  return shown.length === 0 ? '' : `<p class="source">${shown.join(' · ')}</p>\n`
}

function footerLines({ sourceUrl, claims, capturedAt, textSha256 }: ArticlePage): string[] {
  const source = sourceUrl === null ? [] : [`Source: ${anchorTag(sourceUrl, escape(sourceUrl))}`]
  return [
    ...source,
    ...claimLines(claims),
    `Kept by Pressmark on ${capturedAt}`,
    `SHA-256 of the text: ${textSha256}`,
  ]
}

function claimLines(claims: FileClaims | null): string[] {
  if (claims === null) return []
  const link = claims.url === null ? null : anchorTag(claims.url, escape(claims.url))
  return [`The file says, unchecked: ${wordsOfClaims(claims, link)}`]
}

function blocks(parent: Node): string {
  return parent.children.map(block).join('\n')
}

function block(node: Node): string {
  const dir = direction(node)
  switch (node.type.name) {
    case 'title':
      return `<h1${dir}>${inlines(node)}</h1>`
    case 'standfirst':
      return `<p class="standfirst"${dir}>${inlines(node)}</p>`
    case 'heading': {
      const level = Math.min(6, Math.max(2, Math.trunc(Number(node.attrs['level'])) || 2))
      return `<h${level}${dir}>${inlines(node)}</h${level}>`
    }
    case 'preformatted':
      return `<pre>\n${inlines(node)}</pre>`
    case 'list':
      return element(node.attrs['ordered'] === true ? 'ol' : 'ul', node)
    case 'list_item': {
      const level = Math.min(3, Math.trunc(Number(node.attrs['level'])) || 0)
      return `<li${level > 0 ? ` class="level-${level}"` : ''}${dir}>${inlines(node)}</li>`
    }
    case 'quotation_block':
      return element('blockquote', node)
    case 'table':
      return element('table', node)
    case 'table_row':
      return element('tr', node)
    case 'table_cell': {
      const name = node.attrs['header'] === true ? 'th' : 'td'
      return `<${name}${dir}>${inlines(node)}</${name}>`
    }
    case 'figure':
      return element('figure', node)
    case 'picture':
      return picture(node)
    case 'caption':
      return `<figcaption${dir}>${inlines(node)}</figcaption>`
    default:
      return `<p${dir}>${inlines(node)}</p>`
  }
}

function element(name: string, node: Node): string {
  return `<${name}>\n${blocks(node)}\n</${name}>`
}

function inlines(parent: Node): string {
  return parent.children.map(inline).join('')
}

function inline(node: Node): string {
  if (node.type.name === 'hard_break') return '<br>'
  if (node.type.name === 'inline_picture') return picture(node)
  return node.marks.reduceRight(marked, escape(node.text ?? ''))
}

function marked(content: string, mark: Mark): string {
  switch (mark.type.name) {
    case 'link':
      return anchorTag(String(mark.attrs['href']), content)
    case 'emphasis':
      return `<em>${content}</em>`
    case 'superscript':
      return `<sup>${content}</sup>`
    case 'subscript':
      return `<sub>${content}</sub>`
    default:
      return `<${mark.type.name}>${content}</${mark.type.name}>`
  }
}

function picture(node: Node): string {
  const alt = String(node.attrs['alt'])
  const file: unknown = node.attrs['file']
  if (typeof file === 'string')
    return `<img src="${escape(file)}" alt="${escape(alt)}"${pixels(node, 'width')}${pixels(node, 'height')}>`
  return alt === '' ? '' : `<span>[Picture: ${escape(alt)}]</span>`
}

/** Its own size, where that is known: a browser keeps its place free while it is read. */
function pixels(node: Node, name: 'width' | 'height'): string {
  const value: unknown = node.attrs[name]
  return typeof value === 'number' ? ` ${name}="${value}"` : ''
}

function anchorTag(href: string, content: string): string {
  if (!/^(?:https?|mailto):/iu.test(href)) return content
  return `<a href="${escape(href)}" rel="noopener noreferrer">${content}</a>`
}

function direction(node: Node): string {
  const dir: unknown = node.attrs['dir']
  return dir === 'ltr' || dir === 'rtl' ? ` dir="${dir}"` : ''
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
