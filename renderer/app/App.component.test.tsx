import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { App } from './App.tsx'

test('the window names itself', async () => {
  const host = document.body.appendChild(document.createElement('div'))
  createRoot(host).render(<App />)
  await expect.element(page.getByRole('heading', { name: 'Pressmark' })).toBeVisible()
})
