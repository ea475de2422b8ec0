import type { Page } from 'playwright-core'

/** What has to be on screen for an article to be open. */
export type OpenArticleLook = {
  /** The last words of the text. */
  ending: string
  /** How many paragraphs from the top lie in the window, and how many annotations stand on them. */
  paragraphs: number
  annotations: number
}

declare global {
  interface Window {
    /** The milliseconds from the next key to what is watched for; kept until they are fetched. */
    benchWatch?: Promise<{ paintedMs: number; atRestMs: number }>
  }
}

/** How long nothing may change on the page before it counts as being at rest. */
const restMs = 400

/**
 * Presses `key` and answers how long it took, by the page's own clock, from the key's event to the
 * end of the frame in which the article was on screen, and to the last change of the page after it.
 */
export async function keyToArticle(
  page: Page,
  key: string,
  look: OpenArticleLook,
): Promise<{ paintedMs: number; atRestMs: number }> {
  await page.evaluate(watchArticle, { look, restMs })
  await page.keyboard.press(key)
  return page.evaluate(fetchWatched)
}

/**
 * Presses `key` and answers how long it took from the key's event to the end of the frame in which a
 * mark of an annotation that was not there before is on screen.
 */
export async function keyToMark(page: Page, key: string): Promise<number> {
  await page.evaluate(watchMark)
  await page.keyboard.press(key)
  return (await page.evaluate(fetchWatched)).paintedMs
}

/** Waits until the page has not changed for a while. */
export async function untilAtRest(page: Page): Promise<void> {
  await page.evaluate(waitForRest, restMs)
}

// What follows runs in the page, each function by itself: nothing outside of them is there.

function fetchWatched(): Promise<{ paintedMs: number; atRestMs: number }> {
  if (window.benchWatch === undefined) throw new Error('nothing is watched for')
  return window.benchWatch
}

function waitForRest(quietMs: number): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(end, quietMs)
    const observer = new MutationObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(end, quietMs)
    })
    function end(): void {
      observer.disconnect()
      resolve()
    }
    observer.observe(document.body, { subtree: true, childList: true, attributes: true })
  })
}

function watchArticle({ look, restMs: quietMs }: { look: OpenArticleLook; restMs: number }): void {
  const isInPlace = (): boolean => {
    const article = document.querySelector('[role="document"][aria-label="Article text"]')
    if (article?.textContent.includes(look.ending) !== true) return false
    const shown = [...article.querySelectorAll('p')].slice(0, look.paragraphs)
    const marks = shown.flatMap((paragraph) => [...paragraph.querySelectorAll('mark')])
    const ids = new Set(marks.flatMap((mark) => (mark.dataset['ids'] ?? '').split(' ')))
    return ids.size >= look.annotations
  }
  window.benchWatch = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('the article is not on screen after 60 s')), 60_000)
    addEventListener('keydown', ({ timeStamp }) => startFrom(timeStamp), {
      capture: true,
      once: true,
    })
    function startFrom(startMs: number): void {
      let paintedMs = 0
      let lastChangeMs = 0
      const observer = new MutationObserver(() => (lastChangeMs = performance.now() - startMs))
      observer.observe(document.body, { subtree: true, childList: true, attributes: true })
      const lookAgain = (): void => {
        if (!isInPlace()) requestAnimationFrame(lookAgain)
        else afterFrame((nowMs) => (paintedMs = nowMs - startMs))
      }
      const rest = setInterval(() => {
        const quiet = performance.now() - startMs - Math.max(lastChangeMs, paintedMs)
        if (paintedMs === 0 || quiet < quietMs) return
        clearInterval(rest)
        observer.disconnect()
        resolve({ paintedMs, atRestMs: Math.max(lastChangeMs, paintedMs) })
      }, 50)
      requestAnimationFrame(lookAgain)
    }
    // A message that is sent before layout and paint of a frame arrives after them.
    function afterFrame(tell: (nowMs: number) => void): void {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => tell(performance.now())
      port2.postMessage(null)
    }
  })
}

function watchMark(): void {
  const article = document.querySelector('[role="document"][aria-label="Article text"]')
  if (article === null) throw new Error('no article is open')
  const idsOf = (mark: Element): string[] => (mark.getAttribute('data-ids') ?? '').split(' ')
  const known = new Set([...article.querySelectorAll('mark')].flatMap(idsOf))
  const isNew = (node: Node): boolean =>
    node instanceof Element &&
    [node, ...node.querySelectorAll('mark')].some(
      (mark) => mark.matches('mark') && idsOf(mark).some((id) => !known.has(id)),
    )
  window.benchWatch = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('the mark is not on screen after 60 s')), 60_000)
    let startMs = 0
    addEventListener('keydown', ({ timeStamp }) => (startMs = timeStamp), {
      capture: true,
      once: true,
    })
    const observer = new MutationObserver((records) => {
      const fresh = records.flatMap(({ target, addedNodes }) => [target, ...addedNodes])
      const drawn = fresh.find((node) => node !== article && isNew(node))
      if (drawn === undefined) return
      observer.disconnect()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          const paintedMs = performance.now() - startMs
          const { top, bottom } = (drawn as Element).getBoundingClientRect()
          if (bottom < 0 || top > innerHeight) reject(new Error('the new mark is out of sight'))
          resolve({ paintedMs, atRestMs: paintedMs })
        }
        port2.postMessage(null)
      })
    })
    observer.observe(article, { subtree: true, childList: true, attributeFilter: ['data-ids'] })
  })
}
