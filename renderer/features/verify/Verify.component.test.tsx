import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type {
  Finding,
  RestingPassage,
  Verification,
  VerifyProgress,
} from '../../../shared/api/verification.ts'
import { newId } from '../../../shared/domain/ids.ts'
import { AppError } from '../../../shared/errors.ts'
import { axeFaults } from '../../../tests/support/axe-on-screen.ts'
import { inMemoryLibrary, type InMemoryLibrary } from '../../../tests/support/in-memory-library.ts'
import { showPlace, stickingOut } from '../../../tests/support/place-on-screen.tsx'
import { createVerifyDesk, type VerifyDesk } from './verify-desk.ts'
import { Verify } from './Verify.tsx'

let application: InMemoryLibrary
let desk: VerifyDesk
let close: () => void
let opened: RestingPassage[]
let left: number

beforeEach(async () => {
  await page.viewport(1280, 800)
  opened = []
  left = 0
  application = inMemoryLibrary()
  desk = createVerifyDesk(application.client)
  close = showPlace(
    <Verify
      desk={desk}
      onLeave={() => void (left += 1)}
      onOpen={(passage) => opened.push(passage)}
    />,
    [application.close],
    700,
  )
})
afterEach(() => close())

const resting = (exact: string | null): RestingPassage => ({
  annotationId: newId(),
  articleId: newId(),
  versionId: newId(),
  exact,
  coderId: newId(),
  coderName: 'Lena Ortiz',
  tags: [{ id: newId(), path: 'Frames/Neglect', hue: 1, lineStyle: 2 }],
})

const finding = (some: Partial<Finding> = {}): Finding => ({
  kind: 'altered',
  file: 'articles/2026-05/three-warnings-9c41abcd/v1-abcdef.text.txt',
  headline: 'The text of “Three warnings went unanswered” no longer matches its hash',
  sentence: 'Its bytes have changed since they were archived on 12 May 2026.',
  articleId: newId(),
  versionId: newId(),
  version: 1,
  expected: '9b1e'.repeat(16),
  found: 'd702'.repeat(16),
  sizeExpected: 2_418_113,
  sizeFound: 2_418_113,
  rests: [],
  ...some,
})

const verification = (findings: Finding[], some: Partial<Verification> = {}): Verification => ({
  startedAt: '2026-05-14T19:03:22.000Z',
  finishedAt: '2026-05-14T19:04:00.000Z',
  files: 4_812,
  articles: 1_203,
  versions: 1_371,
  journals: 1,
  journalLines: 9_406,
  findings,
  ...some,
})

const answer = (result: Verification): void => {
  application.verify = () => Promise.resolve(result)
}
const verifyButton = page.getByRole('button', { name: 'Verify', exact: true })

it('says what it does before it does anything, and begins when it is told to', async () => {
  await expect.element(page.getByText(/Nothing is written/u)).toBeVisible()
  answer(verification([]))
  await verifyButton.click()
  await expect
    .element(page.getByRole('heading', { name: 'Everything is as it was kept' }))
    .toBeVisible()
  await expect.element(page.getByText('4,812 files match.')).toBeVisible()
  const foot = '1,203 articles, 1,371 versions. The custody log is unbroken, 9,406 lines.'
  await expect.element(page.getByText(foot, { exact: false })).toBeVisible()
  const said = page.getByText('Verified. Everything is as it was kept.')
  await expect.element(said).toBeInTheDocument()
  await expect.element(page.getByText(/in 38 seconds/u)).toBeVisible()
  expect(await axeFaults()).toEqual([])
})

it('shows how far it is, and stops', async () => {
  const telling = Promise.withResolvers<(value: VerifyProgress) => void>()
  application.verify = (_input, { signal, progress }) =>
    new Promise((_resolve, reject) => {
      telling.resolve(progress)
      signal.addEventListener('abort', () => reject(signal.reason as Error))
    })
  await verifyButton.click()
  const tell = await telling.promise
  tell({ done: 1_200, total: 4_812, file: 'articles/2026-05/a/v1-abcdef.text.txt' })
  await expect.element(page.getByText('1,200 of 4,812 files')).toBeVisible()
  await expect.element(page.getByRole('progressbar')).toHaveAttribute('value', '1200')
  expect(await axeFaults()).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.element(verifyButton).toBeVisible()
})

it('names a file that was altered, what was expected and found, and the passages on it', async () => {
  const rests = ['three written warnings', 'none was answered', 'a part', 'a week', 'kept', null]
  answer(verification([finding({ rests: rests.map(resting) })]))
  await verifyButton.click()
  const found = page.getByRole('article', { name: /no longer matches/u })
  await expect.element(found).toBeVisible()
  await expect.element(page.getByRole('main').getByText(/1 of 4,812 files/u)).toBeVisible()
  await expect.element(found.getByText('2,418,113 bytes, as recorded')).toBeVisible()
  await expect.element(found.getByText('9b1e 9b1e 9b1e 9b1e 9b1e 9b1e … 9b1e')).toBeVisible()
  await expect.element(page.getByText('4,811 files match.')).toBeVisible()
  const side = page.getByRole('region', { name: 'What rests on it' })
  await expect.element(side.getByText('6 passages rest on this file.')).toBeVisible()
  expect(side.getByRole('link').elements()).toHaveLength(4)
  await side.getByRole('button', { name: '2 more passages' }).click()
  await expect.element(side.getByRole('link', { name: 'The whole article' })).toBeVisible()
  expect(await axeFaults()).toEqual([])
  await side.getByRole('link', { name: 'none was answered' }).click()
  expect(opened.map(({ exact }) => exact)).toEqual(['none was answered'])
})

it('tells what is no fault apart from what is, and a custody log that is not whole', async () => {
  answer(
    verification([
      finding({ file: 'journal/a.jsonl', headline: 'Line 3 of the custody log was altered' }),
      finding({
        kind: 'edited-outside',
        file: 'codebook.json',
        headline: 'The codebook was edited',
      }),
    ]),
  )
  await verifyButton.click()
  const also = page.getByRole('region', { name: 'Also noticed' })
  await expect.element(also.getByRole('article', { name: 'The codebook was edited' })).toBeVisible()
  expect(also.getByRole('article').elements()).toHaveLength(1)
  await expect.element(page.getByText(/The custody log is not whole/u)).toBeVisible()
})

it('shows a thousand findings some at a time, and drops none', async () => {
  const many = Array.from({ length: 90 }, (_, n) =>
    finding({ file: `a/${n}`, headline: `File ${n}` }),
  )
  answer(verification(many))
  await verifyButton.click()
  await page.getByRole('button', { name: '50 more findings' }).click()
  await page.getByRole('button', { name: '10 more findings' }).click()
  expect(page.getByRole('article').elements()).toHaveLength(90)
})

it('tells a failure where it happened, and tries again', async () => {
  application.verify = () => Promise.reject(new AppError('disk-error', 'The drive is gone.'))
  await verifyButton.click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('The drive is gone.')
  answer(verification([]))
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(page.getByText('4,812 files match.')).toBeVisible()
})

it('is done by keys alone, and leads back', async () => {
  answer(verification([finding({ rests: [resting('kept her office in the dark')] })]))
  document.querySelector<HTMLElement>('main')?.focus()
  await userEvent.keyboard('{Tab}')
  await expect.element(page.getByRole('button', { name: 'Library' })).toHaveFocus()
  await userEvent.keyboard('{Tab}{Enter}')
  await expect.element(page.getByRole('button', { name: 'Run again' })).toBeVisible()
  // What was pressed is gone, and the focus is in the place.
  expect(document.activeElement?.tagName).toBe('MAIN')
  await userEvent.keyboard('{Tab}{Tab}{Tab}{Enter}')
  expect(opened).toHaveLength(1)
  await page.getByRole('button', { name: 'Library' }).click()
  expect(left).toBe(1)
})

it.each([390, 320])('fits a window of %s pixels', async (width) => {
  await page.viewport(width, 700)
  answer(verification([finding({ rests: [resting('a'.repeat(90))] })]))
  await verifyButton.click()
  await expect.element(page.getByRole('article')).toBeVisible()
  expect(stickingOut('main')).toEqual([])
})
