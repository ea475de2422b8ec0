import '../../renderer/styles/tokens.css'
import '../../renderer/styles/base.css'
import { createRoot } from 'react-dom/client'
import { expect } from 'vitest'
import { page } from 'vitest/browser'
import { createClient } from '../../shared/api/client.ts'
import { serve } from '../../shared/api/serve.ts'
import { App } from '../../renderer/app/App.tsx'
import type { InMemoryArticle } from './in-memory-article.ts'
import { portPair } from './port-pair.ts'

/** Opens the whole window at an article in memory, its text with the focus; returns what closes it. */
export async function showApp(library: InMemoryArticle): Promise<() => void> {
  const wires = portPair()
  serve(library.application, wires.far, (bug) => {
    throw bug
  })
  location.hash = `#/article/${library.articleId}`
  const host = document.body.appendChild(document.createElement('div'))
  host.style.height = '600px'
  const root = createRoot(host)
  root.render(<App client={createClient(wires.near)} />)
  await expect.element(page.getByRole('document', { name: 'Article text' })).toHaveFocus()
  return () => {
    root.unmount()
    wires.close()
    host.remove()
    history.replaceState(null, '', location.pathname + location.search)
  }
}
