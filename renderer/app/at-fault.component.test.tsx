import { createRoot } from 'react-dom/client'
import { expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { axeFaults } from '../../tests/support/axe-on-screen.ts'
import { AtFault } from './AtFault.tsx'

function Broken(): never {
  throw new Error('a fault of ours')
}

it('a fault leaves a sentence and a way on, not an empty window', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  root.render(
    <AtFault>
      <Broken />
    </AtFault>,
  )
  await expect.element(page.getByText(/What was saved is kept/u)).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Reload' })).toBeVisible()
  expect(told).toHaveBeenCalled()
  expect(await axeFaults()).toEqual([])
  root.unmount()
  told.mockRestore()
})
