import { parentPort } from 'node:worker_threads'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'

/** The bare thing: Readability over linkedom, in a worker like the one that captures use. */
parentPort?.on('message', ({ html }: { html: string }) => {
  let length = 0
  try {
    const { document } = parseHTML(html)
    length = new Readability(document).parse()?.textContent?.length ?? 0
  } catch {
    // The page that it stumbles over counts with the time until then.
    length = -1
  }
  parentPort?.postMessage({ ok: true, extracted: length })
})
