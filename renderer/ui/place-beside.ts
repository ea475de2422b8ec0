/** A rectangle of the window, in CSS pixels from its top left. */
export type Box = { left: number; top: number; right: number; bottom: number }

/** Kept free between the layer and the edge of the window. */
const edgePx = 8

/**
 * Where a layer stands beside something: under it, over it where there is more room, never outside
 * the window.
 */
export function placeBeside(
  beside: Box,
  size: { width: number; height: number },
  view: { width: number; height: number },
): { left: number; top: number } {
  const below = view.height - edgePx - beside.bottom
  const above = beside.top - edgePx
  const isUnder = below >= size.height || below >= above
  const top = isUnder ? beside.bottom + 2 : beside.top - 2 - size.height
  return {
    left: clamp(beside.left, edgePx, view.width - edgePx - size.width),
    top: clamp(top, edgePx, view.height - edgePx - size.height),
  }
}

function clamp(value: number, from: number, to: number): number {
  return Math.max(from, Math.min(value, to))
}
