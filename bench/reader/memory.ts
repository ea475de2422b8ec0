import { compared, reported, type Measurement } from '../measurement.ts'
import type { BrowserWindow } from './browser-window.ts'
import { leave, openFromLibrary, type MeasuredArticle } from './opening.ts'

/** What the page holds with an article open, garbage collected, and what the app's process takes. */
export async function measureMemory(
  window: BrowserWindow,
  plain: MeasuredArticle,
  annotated: MeasuredArticle,
  rounds: number,
): Promise<Measurement[]> {
  const held = { plain: [] as number[], annotated: [] as number[] }
  const resident: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, article] of [
      ['plain', plain],
      ['annotated', annotated],
    ] as const) {
      await openFromLibrary(window.page, article)
      const { pageMb, appMb } = await window.memory()
      held[kind].push(pageMb)
      if (appMb !== null) resident.push(appMb)
      await leave(window.page)
    }
  }
  const count = annotated.passages.length.toLocaleString('en')
  const what = `memory of the page with ${count} annotations`
  const against = 'the page with the plain article'
  return [
    compared({ id: 'memory', what, against, unit: 'MB' }, held.annotated, held.plain),
    ...(resident.length === 0
      ? []
      : [
          reported({ id: 'memory-app', what: 'memory of the app’s process', unit: 'MB' }, resident),
        ]),
  ]
}
