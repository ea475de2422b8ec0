import { axeFaults } from '../../tests/support/axe-on-screen.ts'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { Markdown } from './Markdown.tsx'

let root: Root
let host: HTMLElement
afterEach(() => {
  root.unmount()
  host.remove()
})

function show(markdown: string, isInTabOrder = true): void {
  host = document.body.appendChild(document.createElement('div'))
  root = createRoot(host)
  root.render(<Markdown markdown={markdown} isInTabOrder={isInTabOrder} />)
}

it('a link leads out without telling where from', async () => {
  show('[minutes](https://council.example/minutes "3 March") and <mailto:desk@example.org>')
  const link = page.getByRole('link', { name: 'minutes' })
  await expect.element(link).toHaveAttribute('href', 'https://council.example/minutes')
  await expect.element(link).toHaveAttribute('rel', 'noopener noreferrer')
  await expect.element(link).toHaveAttribute('target', '_blank')
  await expect.element(page.getByRole('link', { name: /desk@/u })).toBeVisible()
  expect(await axeFaults()).toEqual([])
})

it('what must not be followed is no link, what would be loaded is never an element', async () => {
  show(
    [
      '[bad](javascript:alert(1)) [worse](data:text/html,x) [hidden](https://a@b.example)',
      '![beacon](https://tracker.example/p.png) ![](data:image/png;base64,AA==)',
      '<img src="https://tracker.example/q.png"> <script>window.wasRun = true</script>',
      '[own](app://pressmark/) [file](file:///etc/passwd)',
    ].join('\n\n'),
  )
  await expect.element(page.getByText('beacon')).toBeVisible()
  expect(host.querySelectorAll('img, script, iframe, style, object, svg')).toHaveLength(0)
  const links = [...host.querySelectorAll('a')].map(({ href }) => href)
  expect(links).toEqual(['https://tracker.example/p.png'])
  await expect.element(page.getByText('hidden')).toHaveAttribute('title', 'https://a@b.example')
  expect('wasRun' in window).toBe(false)
})

it('a note that is nested too deep is shown as it was typed', async () => {
  const deep = `${'> '.repeat(60)}words`
  show(deep)
  await expect.element(page.getByText(/words$/u)).toBeVisible()
  expect(host.textContent).toBe(deep)
})

it('a list and a quotation stand in their place, whatever the note stands in', async () => {
  show('> quoted\n\n- one\n- two')
  await expect.element(page.getByText('quoted')).toBeVisible()
  const styleOf = (name: string): CSSStyleDeclaration =>
    getComputedStyle(host.querySelector(name) ?? host)
  expect(styleOf('blockquote').margin).toBe('0px')
  host.replaceWith(document.createElement('ul'))
  const list = document.querySelector('body > ul')
  list?.append(host)
  expect(styleOf('div ul').listStyleType).toBe('disc')
  list?.replaceWith(host)
})

it('links of a row that is not active are no stops of Tab', async () => {
  show('[a](https://a.example)', false)
  await expect.element(page.getByRole('link')).toHaveAttribute('tabindex', '-1')
})
