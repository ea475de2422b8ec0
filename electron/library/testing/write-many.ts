/**
 * Run as a process of its own: adds COUNT words beginning with NAME to list.json in FOLDER, each
 * acknowledged by a line once its update has answered. COUNT 0: until killed.
 */
import { writeSync } from 'node:fs'
import { createDisk } from '../disk.ts'
import { openList, withWord } from './list-document.ts'

const [folder = '.', name = 'word', count = '0'] = process.argv.slice(2)
const list = openList(createDisk({ root: folder, hostId: 'this-host' }))

const last = count === '0' ? Number.POSITIVE_INFINITY : Number(count)
for (let number = 1; number <= last; number += 1) {
  await list.update(withWord(`${name}-${number}`))
  writeSync(1, `${name}-${number}\n`)
}
