/**
 * Run as a process of its own: does the act of KIND in FOLDER/world COUNT times with marks beginning
 * with NAME, each acknowledged by a line once it has answered. COUNT 0: until killed.
 */
import { writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place } from './acts/kind.ts'
import { manyActs, markOf, replacingActs } from './acts/many-acts.ts'

const [kind, folder = '.', name = '', count = '0'] = process.argv.slice(2)
const machine = JSON.parse(await readFile(join(folder, 'machine.json'), 'utf8')) as Place['machine']
const every = { ...manyActs, ...replacingActs }
const place: Place = { folder, world: join(folder, 'world'), machine }
const act = await every[kind as keyof typeof every](place)

const last = count === '0' ? Number.POSITIVE_INFINITY : Number(count)
for (let number = 1; number <= last; number += 1) {
  const mark = markOf(name, number)
  await act(mark)
  writeSync(1, `${mark}\n`)
}
