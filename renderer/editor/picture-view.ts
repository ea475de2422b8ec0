import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'

/** Gives an address that an `<img>` can show for a picture that the version keeps. */
export type LoadPicture = (file: string) => Promise<string>

/**
 * A picture of the article. Its place is as large as the picture from the start, so that the text never
 * moves when it arrives; where the size isn't known (versions captured before it was read), it takes
 * its place once it is decoded. It is fetched when it comes near the screen; one that the capture
 * could not keep, or that cannot be read, leaves its alternative text in its place and says so.
 */
export function pictureView(node: Node, loadPicture: LoadPicture): NodeView {
  const isInline = node.isInline
  const dom = document.createElement('span')
  dom.className = isInline ? 'inline-picture' : 'picture'
  const file: unknown = node.attrs['file']
  const alt = String(node.attrs['alt'])
  let observer: IntersectionObserver | null = null
  if (typeof file === 'string') {
    reserve(dom, node)
    const show = (element: HTMLElement): void => {
      dom.replaceChildren(element)
      dom.removeAttribute('aria-busy')
    }
    dom.setAttribute('aria-busy', 'true')
    observer = whenNear(dom, () => {
      decoded(loadPicture(file), alt).then(show, (problem: unknown) => {
        const reason = problem instanceof Error ? problem.message : String(problem)
        show(missing(isInline, alt, reason))
      })
    })
  } else {
    dom.append(missing(isInline, alt, 'The picture was not kept with this version.'))
  }
  return {
    dom,
    ignoreMutation: () => true,
    destroy: () => observer?.disconnect(),
  }
}

/** Keeps the picture's own size free, as far as the column is wide enough; see `article.css`. */
function reserve(dom: HTMLElement, node: Node): void {
  const width: unknown = node.attrs['width']
  const height: unknown = node.attrs['height']
  if (typeof width !== 'number' || typeof height !== 'number') return
  dom.dataset['sized'] = 'true'
  dom.style.setProperty('--picture-width', String(width))
  dom.style.setProperty('--picture-height', String(height))
}

async function decoded(url: Promise<string>, alt: string): Promise<HTMLImageElement> {
  const image = document.createElement('img')
  image.src = await url
  image.alt = alt
  image.draggable = false
  try {
    await image.decode()
  } catch (cause) {
    throw new Error('This picture can’t be shown: its file is damaged.', { cause })
  }
  return image
}

function missing(isInline: boolean, alt: string, reason: string): HTMLElement {
  const element = document.createElement('span')
  element.className = 'missing-picture'
  if (isInline) {
    element.setAttribute('role', 'img')
    element.setAttribute('aria-label', alt === '' ? reason : `${alt}. ${reason}`)
    element.title = reason
    return element
  }
  element.textContent = alt === '' ? reason : `${reason} It shows: ${alt}`
  return element
}

function whenNear(element: Element, act: () => void): IntersectionObserver {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      observer.disconnect()
      act()
    },
    // The text scrolls in an element of its own, which the margin of the window doesn't reach into.
    { rootMargin: '100% 0px', scrollMargin: '100% 0px' },
  )
  observer.observe(element)
  return observer
}
