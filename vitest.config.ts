import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumFlags, chromiumPath, chromiumSandbox } from './tests/chromium.mjs'

const electronAbsent = fileURLToPath(new URL('tests/support/electron-absent.ts', import.meta.url))
const component = '**/*.component.test.{ts,tsx}'
/** Before a release, beside the faults. */
const beforeRelease = ['tests/package/packed.test.ts', 'tests/security/electron-age.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: { electron: electronAbsent } },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{shared,electron,renderer,tests,bench}/**/*.test.ts'],
          exclude: [
            component,
            'tests/e2e/**',
            'tests/faults/**',
            'tests/evidence/**',
            ...beforeRelease,
          ],
          // As many as the machine that every push is tried on has cores: by itself one would be left idle.
          maxWorkers: 2,
          // A stop for what hangs, not a measure: suites that sync to disk thousands of times are slow
          // on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'faults',
          environment: 'node',
          include: ['tests/{faults,evidence}/**/*.test.ts', ...beforeRelease],
          // Each of these tries one thing hundreds of times: more at once would be in each other's way.
          maxWorkers: 2,
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        // Named here, so that a test which is first to import one doesn't reload the page under the others.
        optimizeDeps: {
          include: [
            'react',
            'react/jsx-dev-runtime',
            'react-dom/client',
            'react-aria-components',
            '@tanstack/react-virtual',
            'axe-core',
            'lucide-react',
            'prosemirror-markdown',
            'prosemirror-model',
            'prosemirror-state',
            'prosemirror-transform',
            'prosemirror-view',
            'tinykeys',
            'tldts',
            'ulid',
            'zod',
          ],
        },
        test: {
          name: 'component',
          include: [`{renderer,tests}/${component}`],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: { executablePath: chromiumPath, chromiumSandbox, args: chromiumFlags },
            }),
          },
        },
      },
    ],
  },
})
