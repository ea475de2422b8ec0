import { createHash } from 'node:crypto'

/** How long a browser may look for our home, in milliseconds: some ask the network for such a name. */
const patienceMs = 3_000

/**
 * The page at 127.0.0.1. It goes on to the home of this run where the browser reaches that, else to the
 * interface right here; the fragment with the launch token goes along.
 *
 * It asks by a WebSocket: only our server answers its handshake, where a proxy could answer anything else.
 */
export function doorPage(home: string): { html: string; policy: string } {
  const socket = home.replace('http:', 'ws:')
  const script = `
const go = (page) => { probe.onopen = probe.onclose = null; clearTimeout(late); location.replace(page + location.hash) }
const late = setTimeout(() => go('/index.html'), ${patienceMs})
const probe = new WebSocket('${socket}/here')
probe.onopen = () => go('${home}/')
probe.onclose = () => go('/index.html')
`
  const hash = createHash('sha256').update(script).digest('base64')
  return {
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Pressmark</title>
</head>
<body>
<noscript>Pressmark needs JavaScript in this browser.</noscript>
<script>${script}</script>
</body>
</html>
`,
    policy: [
      "default-src 'none'",
      `script-src 'sha256-${hash}'`,
      `connect-src ${socket}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  }
}
