import { mkdirSync } from 'node:fs'
import { app } from 'electron'
import { report } from './report.ts'

/**
 * Puts Electron's own files into `folder`. Where it cannot be made they stay where Electron puts them:
 * the window still opens, and says what of this machine's data cannot be saved.
 */
export function keepProfileIn(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true }) // Electron takes no folder that isn't there
    app.setPath('userData', folder)
  } catch (error) {
    report(error)
  }
}
