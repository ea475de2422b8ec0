import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'

/** What pictures of the screen depend on besides us: the browser's version, and how letters come out. */
export type MadeWith = { chromium: string; letters: string }

/** What this machine draws with. The page must be open: its fonts are asked for some letters. */
export async function drawnWith(page: Page): Promise<MadeWith> {
  const pixels = await page.evaluate(async () => {
    const fonts = [
      "19px 'Literata Variable'",
      "13px 'Atkinson Hyperlegible Next Variable'",
      '13px ui-monospace, monospace',
      '19px serif',
    ]
    const canvas = document.createElement('canvas')
    canvas.width = 300
    canvas.height = 120
    const context = canvas.getContext('2d')
    for (const [index, font] of fonts.entries()) {
      await document.fonts.load(font)
      if (context === null) continue
      context.font = font
      context.fillText('Pressmark “é” gfi 0123', 4, 24 + 28 * index)
    }
    return canvas.toDataURL()
  })
  const chromium = page.context().browser()?.version().split('.')[0] ?? ''
  return { chromium, letters: createHash('sha256').update(pixels).digest('hex').slice(0, 16) }
}

/** Why pictures that `path` tells of cannot be compared here; null where they can. */
export function reasonNotToCompare(path: string, here: MadeWith): string | null {
  if (!existsSync(path)) return 'no pictures of the screens were taken yet'
  const made = JSON.parse(readFileSync(path, 'utf8')) as MadeWith
  return made.chromium === here.chromium && made.letters === here.letters
    ? null
    : `the pictures were taken with Chromium ${made.chromium}, or with other fonts`
}

/** Notes with what the pictures beside `path` were taken. */
export function noteMadeWith(path: string, here: MadeWith): void {
  writeFileSync(path, `${JSON.stringify(here, null, 2)}\n`)
}
