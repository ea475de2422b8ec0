import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { articlePage } from './site/fiction.ts'

/** The title of the page that {@link writeDisguisedPage} writes. */
export const disguisedTitle = 'A page whose links say something else'

/** Writes a folder with `page.html`: an article with a link that says `nypost.com`, and an honest one. */
export async function writeDisguisedPage(folder: string): Promise<string> {
  const site = join(folder, 'site')
  await mkdir(site)
  const links =
    '<p>The paper <a href="elsewhere.html">nypost.com</a> told it first, and <a href="honest.html">the harbour office</a> told it again on Monday, with the tide table that belongs to the year.</p>'
  const page = articlePage(disguisedTitle).replace('</h1>', `</h1>${links}`)
  await writeFile(join(site, 'page.html'), page)
  return site
}
