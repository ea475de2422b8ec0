import type { Page } from '@playwright/test'

/** Functions that run in the page, by name; sent as source, since a page has no modules of ours. */
const looks = [
  isShown,
  nameOf,
  controlsOf,
  misplaced,
  isOfLayerInUse,
  overlapping,
  cutWords,
  partsAreWhole,
  writtenBoxes,
  seenPart,
  spilled,
  hiddenInStatusLine,
  isSeenThrough,
  isClear,
  writtenOver,
  chosenAlike,
  ringOn,
  isInSight,
]

/** Runs a function in the page, with the functions above at hand. */
function look<Value>(page: Page, run: () => Value): Promise<Value> {
  // An expression from a test is not held to the page's own policy.
  const source = looks.map(String).join('\n')
  return page.evaluate(`(() => { ${source}; return (${String(run)})() })()`)
}

/** Words on screen: the element that they stand in, and the part of them that is drawn. */
type Written = { element: Element; box: DOMRect }

/**
 * Waits until nothing has moved for five frames: after a change of the window's size lists, stripes and
 * labels are placed anew a frame or two later. What never rests is looked at as it is after two seconds.
 */
async function untilAtRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const places = (): string =>
      [...document.querySelectorAll('body *')]
        .map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect()
          return [x, y, width, height].join()
        })
        .join(' ')
    let last = places()
    let quiet = 0
    for (let frame = 0; frame < 120 && quiet < 5; frame += 1) {
      await new Promise(requestAnimationFrame)
      const now = places()
      quiet = now === last ? quiet + 1 : 0
      last = now
    }
  })
}

/**
 * What is wrong with the layout as it stands, a line each: the page scrolls, words are written over
 * others, over the rail or the status line, a control lies outside the window, is covered, or overlaps
 * another, words are cut without a sign, or what is chosen looks like what isn't.
 */
export async function layoutFaults(page: Page): Promise<string[]> {
  await untilAtRest(page)
  return look(page, () => {
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = document.documentElement
    const isWide = scrollWidth > clientWidth
    const isTall = scrollHeight > clientHeight
    const controls = controlsOf()
    const written = writtenBoxes()
    return [
      ...(isWide ? [`the page is ${scrollWidth} wide in a window of ${clientWidth}`] : []),
      ...(isTall ? [`the page is ${scrollHeight} tall in a window of ${clientHeight}`] : []),
      // As it stands: what follows scrolls.
      ...spilled(written),
      ...writtenOver(written),
      ...controls.flatMap(hiddenInStatusLine),
      ...controls.flatMap((control) => misplaced(control, clientWidth)),
      ...overlapping(controls),
      ...cutWords(),
      ...chosenAlike(),
    ]
  })
}

/**
 * What is wrong with the focus on its way through the page by Tab, a line each: nothing shows where it
 * is, it is out of sight, or something covers it. `steps` at most.
 */
export async function focusFaults(page: Page, steps: number): Promise<string[]> {
  const faults: string[] = []
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab')
    const found = await look(page, () => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return null
      // Once round, or out of the page.
      if (element.dataset['walked'] === 'yes') return null
      element.dataset['walked'] = 'yes'
      return [
        ...(ringOn(element) ? [] : [`nothing shows the focus on ${nameOf(element)}`]),
        ...(isInSight(element) ? [] : [`the focus on ${nameOf(element)} is out of sight`]),
      ]
    })
    if (found === null) {
      if (step === 0) faults.push('Tab reaches nothing')
      break
    }
    faults.push(...found)
  }
  await look(page, () => {
    for (const element of document.querySelectorAll('[data-walked]')) {
      element.removeAttribute('data-walked')
    }
  })
  return faults
}

function nameOf(element: Element): string {
  const words = element instanceof HTMLInputElement ? element.labels?.[0] : element
  const label = element.getAttribute('aria-label') ?? words?.textContent.trim() ?? ''
  return `${element.tagName.toLowerCase()} “${label.slice(0, 40)}”`
}

function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  const options = { opacityProperty: true, visibilityProperty: true }
  return width > 1 && height > 1 && element.checkVisibility(options)
}

/** What a pointer can press; a box to tick that its label draws is pressed on the label. */
function controlsOf(): Element[] {
  const pressable =
    'button, a[href], input, select, textarea, [role="option"], [role="row"][tabindex]'
  return [...document.querySelectorAll(pressable)]
    .map((element) =>
      element.matches('input[type="radio"], input[type="checkbox"]')
        ? (element.closest('label') ?? element)
        : element,
    )
    .filter(isShown)
}

/** Brings a control into view, and tells whether it is all there and can be pressed on its middle. */
function misplaced(control: Element, width: number): string[] {
  control.scrollIntoView({ block: 'center', inline: 'nearest' })
  const { left, right, top, bottom } = control.getBoundingClientRect()
  if (left < -0.5 || right > width + 0.5) {
    return [`${nameOf(control)} reaches from ${left} to ${right}`]
  }
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  if (hit === null) return [`${nameOf(control)} cannot be brought into view`]
  // A row holds other controls: what lies on its middle may be one of them.
  const isHit = control.contains(hit) || hit.contains(control)
  // What floats in a place stays in it, off the rail and the status line.
  const isOfFrame = control.closest('nav, [data-status-line]') !== null
  const mayCover = isOfLayerInUse(hit) && !(isOfFrame && hit.closest('main') !== null)
  return isHit || mayCover ? [] : [`${nameOf(control)} is covered by ${nameOf(hit)}`]
}

/** Whether an element is of what floats and has the focus: that lies over the text until it is closed. */
function isOfLayerInUse(element: Element): boolean {
  const { activeElement } = document
  let part: Element | null = element
  while (part !== null && part !== document.body) {
    const floats = ['absolute', 'fixed'].includes(getComputedStyle(part).position)
    if (floats && activeElement !== null && part.contains(activeElement)) return true
    part = part.parentElement
  }
  return false
}

/**
 * Controls of one part of the page that lie on each other by a piece. One wholly on another is meant to
 * be there; what floats may lie on what is below.
 */
function overlapping(controls: readonly Element[]): string[] {
  const boxes = controls.map((control) => seenPart(control, control.getBoundingClientRect()))
  return controls.flatMap((one, at) => {
    const part = one.closest('[role="row"], form, nav, header, footer, aside, li')
    return controls.slice(at + 1).flatMap((other, distance) => {
      const [a, b] = [boxes[at], boxes[at + 1 + distance]]
      if (a === undefined || b === undefined || part?.contains(other) !== true) return []
      if (one.contains(other) || other.contains(one)) return []
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      const isWhole = (box: DOMRect): boolean => across >= box.width - 1 && down >= box.height - 1
      if (isWhole(a) || isWhole(b)) return []
      return across > 1 && down > 1 ? [`${nameOf(one)} overlaps ${nameOf(other)}`] : []
    })
  })
}

/** Words that a box hides, with no sign that there are more. What is typed scrolls in its field. */
function cutWords(): string[] {
  const elements = [...document.querySelectorAll<HTMLElement>('body *:not(input, svg, svg *)')]
  return elements.filter(isShown).flatMap((element) => {
    const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(element)
    const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
    const isWide = element.scrollWidth > element.clientWidth + 1 && hides(overflowX)
    const isTall = element.scrollHeight > element.clientHeight + 2 && hides(overflowY)
    const isTold =
      textOverflow === 'ellipsis' || webkitLineClamp !== 'none' || partsAreWhole(element)
    return (isWide || isTall) && !isTold ? [`${nameOf(element)} is cut`] : []
  })
}

/** Whether what has no room is left out whole: each part of a line that breaks is all there, or not at all. */
function partsAreWhole(element: Element): boolean {
  if (getComputedStyle(element).flexWrap !== 'wrap') return false
  const frame = element.getBoundingClientRect()
  return [...element.children].every((part) => {
    const box = part.getBoundingClientRect()
    const isIn = box.top >= frame.top - 0.5 && box.bottom <= frame.bottom + 0.5
    return box.top >= frame.bottom - 0.5 || (isIn && box.right <= frame.right + 0.5)
  })
}

/** The lines of words that are drawn, each without what the boxes around it hide. */
function writtenBoxes(): Written[] {
  const written: Written[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode() !== null) {
    const { currentNode: words } = walker
    const element = words.parentElement
    if (element === null || words.textContent?.trim() === '' || !isShown(element)) continue
    if (element.closest('.visually-hidden') !== null) continue
    const range = document.createRange()
    range.selectNodeContents(words)
    for (const line of range.getClientRects()) {
      const box = seenPart(element, line)
      if (box.width > 1 && box.height > 1) written.push({ element, box })
    }
  }
  return written
}

/** The part of a box in an element that the window and what scrolls or hides around it let through. */
function seenPart(element: Element, { left, top, right, bottom }: DOMRect): DOMRect {
  const seen = {
    left,
    top,
    right: Math.min(right, innerWidth),
    bottom: Math.min(bottom, innerHeight),
  }
  let part: Element | null = element
  let isLifted = false
  while (part !== null && part !== document.body) {
    const { overflowX, overflowY, position } = getComputedStyle(part)
    // What is placed by an ancestor is not held by what lies between the two.
    const holds = !isLifted || position !== 'static'
    if (holds && `${overflowX} ${overflowY}` !== 'visible visible') {
      const frame = part.getBoundingClientRect()
      seen.left = Math.max(seen.left, frame.left)
      seen.top = Math.max(seen.top, frame.top)
      seen.right = Math.min(seen.right, frame.right)
      seen.bottom = Math.min(seen.bottom, frame.bottom)
    }
    if (position === 'fixed') break
    if (position === 'absolute') isLifted = true
    else if (position !== 'static') isLifted = false
    part = part.parentElement
  }
  const width = Math.max(0, seen.right - seen.left)
  return new DOMRect(seen.left, seen.top, width, Math.max(0, seen.bottom - seen.top))
}

/** Words of a place that are drawn on the rail or the status line. */
function spilled(written: readonly Written[]): string[] {
  const frames = [...document.querySelectorAll('nav[aria-label="Places"], [data-status-line]')]
  return frames.filter(isShown).flatMap((frame) => {
    const { left, right, top, bottom } = frame.getBoundingClientRect()
    return written.flatMap(({ element, box }) => {
      if (frame.contains(element) || element.closest('main') === null) return []
      const across = Math.min(right, box.right) - Math.max(left, box.left)
      const down = Math.min(bottom, box.bottom) - Math.max(top, box.top)
      return across > 1 && down > 1 ? [`${nameOf(element)} is written over ${nameOf(frame)}`] : []
    })
  })
}

/** What can be pressed in the status line is all in sight there: nobody looks for a way to scroll it. */
function hiddenInStatusLine(control: Element): string[] {
  if (control.closest('[data-status-line]') === null) return []
  const box = control.getBoundingClientRect()
  const seen = seenPart(control, box)
  const isWhole = seen.width >= box.width - 1 && seen.height >= box.height - 1
  return isWhole ? [] : [`${nameOf(control)} is not all in sight in the status line`]
}

/** Words that are drawn on other words, with nothing between the two that covers what is below. */
function writtenOver(written: readonly Written[]): string[] {
  const byTop = [...written].sort((a, b) => a.box.top - b.box.top)
  return byTop.flatMap((one, at) => {
    const faults: string[] = []
    for (const other of byTop.slice(at + 1)) {
      if (other.box.top > one.box.bottom) break
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue
      const left = Math.max(one.box.left, other.box.left)
      const across = Math.min(one.box.right, other.box.right) - left
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top
      // Boxes of letters reach a little over and under what is drawn.
      if (across <= 0.5 || down <= 5) continue
      if (isSeenThrough(one.element, other.element, left + across / 2, other.box.top + down / 2)) {
        faults.push(`${nameOf(one.element)} and ${nameOf(other.element)} are written on each other`)
      }
    }
    return faults
  })
}

/** Whether at one point of the window two elements are both to be seen. */
function isSeenThrough(one: Element, other: Element, x: number, y: number): boolean {
  const stack = document.elementsFromPoint(x, y)
  const [first, second] = [stack.indexOf(one), stack.indexOf(other)]
  if (first === -1 || second === -1) return false
  return stack.slice(0, Math.max(first, second)).every(isClear)
}

/** Whether an element lets what is below it through. */
function isClear(element: Element): boolean {
  const { backgroundColor } = getComputedStyle(element)
  return /^rgba\(.*, 0(?:\.\d+)?\)$/u.test(backgroundColor)
}

/**
 * What is chosen among others of its kind and differs from them in nothing but the weight of its words:
 * too little where colours are forced. One that says more than the others is told apart by that.
 */
function chosenAlike(): string[] {
  const chosen = '[aria-current]:not([aria-current="false"]), [aria-selected="true"]'
  const lookOf = (element: Element): string => {
    const style = getComputedStyle(element)
    const { backgroundColor, backgroundImage, color, outline, boxShadow } = style
    const { borderWidth, borderStyle, borderColor } = style
    const border = [borderWidth, borderStyle, borderColor]
    return [backgroundColor, backgroundImage, color, outline, boxShadow, ...border].join()
  }
  return [...document.querySelectorAll(chosen)].filter(isShown).flatMap((element) => {
    const kind = (other: Element): boolean =>
      other !== element &&
      other.tagName === element.tagName &&
      other.className === element.className &&
      !other.matches(chosen)
    const others = [...(element.parentElement?.children ?? [])].filter(kind).filter(isShown)
    return others.some((other) => lookOf(other) === lookOf(element))
      ? [`${nameOf(element)} is chosen, and looks like the others`]
      : []
  })
}

/** Whether a ring stands on the element, or on the frame that is drawn around it. */
function ringOn(element: Element): boolean {
  let drawn: Element | null = element
  for (let level = 0; level < 4 && drawn !== null; level += 1) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(drawn)
    const isClear = /^rgba\(.*, 0\)$/u.test(outlineColor)
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && !isClear) return true
    drawn = drawn.parentElement
  }
  return false
}

/** Whether the part of an element that lies in the window is on top there. */
function isInSight(element: HTMLElement): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2
  const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2
  const hit = document.elementFromPoint(x, y)
  if (hit === null) return false
  const isOnLabel = element.closest('label')?.contains(hit) === true
  return element.contains(hit) || hit.contains(element) || isOnLabel
}
