import { idTail, type Id } from '../../../shared/domain/ids.ts'

/**
 * The name, without extension, of a version's two files: `<slug>-<id8>-v<number>`. ASCII, lower
 * case, under 64 characters, legal everywhere.
 */
export function versionFileName(title: string | null, articleId: Id, number: number): string {
  return `${slugOf(title ?? '')}-${idTail(articleId, 8)}-v${number}`
}

function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/['’]/gu, '')
    .match(/[a-z0-9]+/gu)
  const slug = (words ?? []).join('-').slice(0, 40).replace(/-+$/u, '')
  return slug === '' ? 'article' : slug
}
