/**
 * Waits for work that goes on side by side. When one fails it throws that failure, the first in this
 * order, but only once all have ended: nothing goes on behind the back of whoever cleans up.
 */
export async function sideBySide<Works extends readonly Promise<unknown>[]>(
  ...works: Works
): Promise<{ -readonly [Index in keyof Works]: Awaited<Works[Index]> }> {
  await Promise.allSettled(works)
  return Promise.all(works)
}
