import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../shared/errors.ts'
import { createTurns, type Turns } from './turns.ts'

/** How polite we are to a site: pages at once, and from the start of one to the start of the next. */
export type Politeness = { atOnce: number; gapMs: number }

/** What ships: slower than a hasty reader, and never more than two pages at once. */
export const politeness: Politeness = { atOnce: 2, gapMs: 500 }

/** Turns for each site by itself, so that a slow one keeps nobody else waiting. */
export type HostTurns = {
  /** Waits for the site's turn, then does the work; one that is stopped gives up its place. */
  run: <T>(signal: AbortSignal, host: string, work: () => Promise<T>) => Promise<T>
  /** The site asked to be left alone for so long; whoever waits for it waits on. */
  pause: (host: string, forMs: number) => void
}

/** What tells the time, and lets it pass. */
export type Clock = {
  now: () => number
  wait: (forMs: number, signal: AbortSignal) => Promise<void>
}

type Site = { turns: Turns; under: number; nextAt: number }

/** Makes them; a site that nobody waits for is forgotten once its gap is over. */
export function createHostTurns(
  { atOnce, gapMs }: Politeness,
  clock: Clock = { now: () => performance.now(), wait: waited },
): HostTurns {
  const sites = new Map<string, Site>()

  const siteOf = (host: string): Site => {
    const now = clock.now()
    for (const [name, { under, nextAt }] of sites) {
      if (under === 0 && nextAt <= now) sites.delete(name)
    }
    const site = sites.get(host) ?? { turns: createTurns(atOnce), under: 0, nextAt: now }
    sites.set(host, site)
    return site
  }
  /** Until the gap is over, and once more where it grew meanwhile. */
  const gap = async (site: Site, signal: AbortSignal): Promise<void> => {
    for (let left = 1; left > 0;) {
      left = site.nextAt - clock.now()
      if (left > 0) await clock.wait(left, signal)
    }
    site.nextAt = clock.now() + gapMs
  }
  return {
    async run(signal, host, work) {
      const site = siteOf(host)
      site.under += 1
      try {
        return await site.turns(signal, async () => {
          await gap(site, signal)
          return work()
        })
      } finally {
        site.under -= 1
      }
    },
    pause(host, forMs) {
      const site = siteOf(host)
      site.nextAt = Math.max(site.nextAt, clock.now() + forMs)
    },
  }
}

/** So many milliseconds, or the `cancelled` of whoever does not want to wait any more. */
async function waited(forMs: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(Math.ceil(forMs), undefined, { signal })
  } catch (cause) {
    throw new AppError('cancelled', 'Stopped while it waited. Nothing was changed.', { cause })
  }
}
