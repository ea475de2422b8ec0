import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'

/** Saves what a person's own browser shows at an address as an `.mhtml` file, as Chromium does it. */
export async function saveAsMhtml(browser: Browser, url: string, path: string): Promise<void> {
  const page = await browser.newPage()
  await page.goto(url)
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureSnapshot', { format: 'mhtml' })
  await writeFile(path, data)
  await page.close()
}

/** A page as a browser saves it “complete”: the file, and a folder with its pictures beside it. */
export async function saveComplete(
  folder: string,
  page: { name: string; url: string; html: string; pictures: Record<string, Uint8Array> },
): Promise<{ file: string; beside: string }> {
  const beside = join(folder, `${page.name}_files`)
  const file = join(folder, `${page.name}.html`)
  await mkdir(beside, { recursive: true })
  for (const [name, bytes] of Object.entries(page.pictures)) {
    await writeFile(join(beside, name), bytes)
  }
  const length = String(page.url.length).padStart(4, '0')
  const html = Object.keys(page.pictures).reduce(
    (text, name) => text.replaceAll(`src="${name}"`, `src="./${page.name}_files/${name}"`),
    page.html.replace(/<!doctype html>/iu, ''),
  )
  await writeFile(file, `<!DOCTYPE html>\n<!-- saved from url=(${length})${page.url} -->\n${html}`)
  return { file, beside }
}

/** Drops files and folders of this machine on a place of the window, as a person does with the mouse. */
export async function dropFrom(
  page: Page,
  paths: string[],
  at: { x: number; y: number },
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: paths, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data })
  }
  await session.detach()
}
