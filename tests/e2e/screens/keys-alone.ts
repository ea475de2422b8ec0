import type { Page } from '@playwright/test'

/** Notes whatever a mouse, pen or finger does from now on. */
export function forbidPointer(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { pointedAt: seen })
    for (const type of ['pointerdown', 'pointermove', 'mousedown', 'touchstart']) {
      window.addEventListener(type, () => seen.push(type), { capture: true })
    }
  })
}

/** What a mouse, pen or finger did since that was forbidden. */
export function pointedAt(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { pointedAt: string[] }).pointedAt)
}

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}
