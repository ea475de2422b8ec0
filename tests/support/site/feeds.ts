import { send, type Answer, type Behaviours } from './answer.ts'

/** Fiction: a feed with one story, and, where `links` holds it, its own address among them. */
const feed =
  (links: readonly string[]): Answer =>
  ({ request, response }) => {
    const origin = `http://${request.headers.host ?? ''}`
    const items = links.map(
      (path) => `<item><title>A story</title><link>${origin}${path}</link></item>`,
    )
    const text = `<?xml version="1.0"?><rss version="2.0"><channel>${items.join('')}</channel></rss>`
    send(response, text, 'application/rss+xml')
  }

/** Feeds, one of which points to itself. */
export const feeds: Behaviours = {
  '/feed/self': feed(['/many/1', '/feed/self']),
  '/feed/other': feed(['/many/1', '/many/2']),
}
