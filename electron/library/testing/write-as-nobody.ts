/** Run as root in a process of its own: gives up root, then tries to add a word to list.json in FOLDER. */
import { AppError } from '../../../shared/errors.ts'
import { openList, testDisk, withWord } from './list-document.ts'

process.setgid?.(65_534)
process.setuid?.(65_534)
const [folder = '.'] = process.argv.slice(2)
const disk = testDisk(folder)
const list = openList({ ...disk, mayMakeRoot: false })
const words = (await list.read())?.words ?? []
try {
  await list.update(withWord('intruder'))
  console.log('written')
} catch (error) {
  console.log(error instanceof AppError ? `${error.code} after ${words.join(',')}` : String(error))
}
