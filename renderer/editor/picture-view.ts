import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'

/** Gives an address that an `<img>` can show for a picture that the version keeps. */
export type LoadPicture = (file: string) => Promise<string>

/**
 * A picture of the article. It is fetched when it comes near the screen; one that the capture could
 * not keep, or that cannot be read, leaves its alternative text and says so.
 */
export function pictureView(node: Node, loadPicture: LoadPicture): NodeView {
  const isInline = node.isInline
  const dom = document.createElement('span')
  dom.className = isInline ? 'inline-picture' : 'picture'
  const file: unknown = node.attrs['file']
  const alt = String(node.attrs['alt'])
  let observer: IntersectionObserver | null = null
  if (typeof file === 'string') {
    const show = (element: HTMLElement): void => {
      dom.replaceChildren(element)
      dom.removeAttribute('aria-busy')
    }
    dom.setAttribute('aria-busy', 'true')
    observer = whenNear(dom, () => {
      // Shown once it is decoded: it takes its place at once, not from nothing to its full height.
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

async function decoded(url: Promise<string>, alt: string): Promise<HTMLImageElement> {
  const image = document.createElement('img')
  image.src = await url
  image.alt = alt
  image.draggable = false
  await image.decode()
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
    { rootMargin: '100% 0px' },
  )
  observer.observe(element)
  return observer
}
