import { expect, test } from 'vitest'
import { authorsInLine, isPersonLine } from './byline-lines.ts'

test.each([
  ['By Nora Quist ⋅ Review Editor ⋅ Updated November 18, 2025', ['Nora Quist']],
  ['Published August 7, 2023 by Nora Quist', ['Nora Quist']],
  ['September 1st, 2023 By Nora Quist and Ilse Brandt', ['Nora Quist', 'Ilse Brandt']],
  ['by Nora Quist ● December 23, 2025 ● 6 min read', ['Nora Quist']],
  ['Nora Quist | Senior Writer | July 2, 2025', ['Nora Quist']],
  ['Dec 26, 2025 • Nora Quist in Harbours', ['Nora Quist']],
  ['Posted by Nora Quist on 12 December 2025', ['Nora Quist']],
])('%s names its authors', (line, names) => {
  expect(authorsInLine(line)).toEqual(names)
})

test.each([
  'December 23, 2025 ● 6 min read',
  'The vote was put off by three members of the council, who gave no reason.',
  'Stand by the quay',
  'Contact Us',
  'May 22, 2025 | Travel News',
])('%s names nobody', (line) => {
  expect(authorsInLine(line)).toEqual([])
})

test('a person is two to four words with capitals, and no role', () => {
  expect(['Nora Quist', 'Ilse van der Brandt', 'J. R. Okafor-Lind'].every(isPersonLine)).toBe(true)
  expect(['Nora', 'Senior Writer', 'HARBOUR NEWS', 'The harbour'].some(isPersonLine)).toBe(false)
})
