import { defineConfig } from '@playwright/test'
import { chromiumFlags, chromiumPath, chromiumSandbox } from './tests/chromium.mjs'

const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

/** The stories that every push is tried with in both shells; the others run in the second in `test:deep`. */
const storiesOfEveryPush = ['stories/from-*', 'stories/first-minute*', 'stories/commands*']
/** The longest of the others, which run in the first shell too only in `test:deep`. */
const storiesOfARelease = [
  'stories/session*',
  'stories/damaged-library*',
  'stories/library-filters*',
  'stories/invented-web*',
]
const notOfTheDesktop = ['browser-shell/**', 'command-line/**', 'layout/**']

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
    {
      name: 'browser',
      testDir: 'tests/e2e',
      testIgnore: ['desktop/**', 'layout/**', ...storiesOfARelease],
    },
    desktop('stand-in', { testMatch: ['desktop/**', ...storiesOfEveryPush] }),
    // The third project is the second on the real thing: its tests are skipped by name where Electron's
    // binary is not there.
    desktop('electron', { testIgnore: notOfTheDesktop }),
    // Minutes more, in `npm run test:deep`. The layout is the same page in the same engine in both shells.
    { name: 'layout', testDir: 'tests/e2e', testMatch: 'layout/**' },
    { name: 'browser-stories', testDir: 'tests/e2e', testMatch: storiesOfARelease },
    desktop('stand-in-stories', {
      testMatch: 'stories/**',
      testIgnore: [...storiesOfEveryPush],
    }),
  ],
})

function desktop(name: string, files: { testMatch?: string | string[]; testIgnore?: string[] }) {
  // Traces are heavy over a connection to a running browser.
  return { name, testDir: 'tests/e2e', ...files, use: { trace: 'off' as const } }
}
