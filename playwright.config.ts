import { defineConfig } from '@playwright/test'
import { chromiumFlags, chromiumPath, chromiumSandbox } from './tests/chromium.mjs'

const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

export default defineConfig({
  outputDir: 'test-results',
  snapshotPathTemplate: '{testDir}/{testFileDir}/pictures/{arg}{ext}',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Stops for what hangs, not measures.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  use: {
    browserName: 'chromium',
    headless: true,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: chromiumPath, chromiumSandbox, args: chromiumFlags },
  },
  projects: [
    { name: 'browser', testDir: 'tests/e2e', testIgnore: 'desktop/**' },
    // Traces are heavy over a connection to a running browser. The third project is the second on the
    // real thing: its tests are skipped by name where Electron's binary is not there.
    desktop('stand-in'),
    desktop('electron'),
  ],
})

function desktop(name: string) {
  // The layout is the same page in the same engine.
  const testIgnore = ['browser-shell/**', 'command-line/**', 'layout/**']
  return { name, testDir: 'tests/e2e', testIgnore, use: { trace: 'off' as const } }
}
