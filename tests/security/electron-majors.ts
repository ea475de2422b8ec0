/**
 * On which day each major version of Electron came out, as `npm view electron time` tells. Entered with the
 * update that first uses it; newer ones need not be here.
 */
export const electronMajors: Readonly<Record<string, string>> = {
  '43': '2026-07-01',
  '44': '2026-08-25',
  '45': '2026-10-21',
}

/** Electron follows every other Chromium: a major version comes every eight weeks. */
const rhythmDays = 8 * 7

/**
 * How many majors newer than this one are due on a day, by the calendar: nothing is asked of the network.
 * Null where the table does not know the major.
 */
export function newerMajorsDue(major: string, today: Date): number | null {
  const released = electronMajors[major]
  if (released === undefined) return null
  const days = (today.getTime() - Date.parse(released)) / (24 * 60 * 60 * 1_000)
  return Math.max(0, Math.floor(days / rhythmDays))
}
