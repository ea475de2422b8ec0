/**
 * Run as root in a process of its own: opens the world in FOLDER as KIND, gives up root, looks, then
 * performs the first act. Writes one line: the failure's code and sentence, and whether looking worked.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { Place } from './acts/kind.ts'
import { kinds, type KindName } from './acts/kinds.ts'

const [kind, folder = '.'] = process.argv.slice(2)
const machine = JSON.parse(await readFile(join(folder, 'machine.json'), 'utf8')) as Place['machine']
const session = await kinds[kind as KindName]({ folder, world: join(folder, 'world'), machine })

process.setgroups?.([])
process.setgid?.(65_534)
process.setuid?.(65_534)
const looked = JSON.stringify(await session.look())
try {
  await session.acts[0]?.run(() => Promise.resolve())
  console.log(JSON.stringify({ code: 'done', looked }))
} catch (error) {
  if (!(error instanceof AppError)) throw error
  console.log(JSON.stringify({ code: error.code, message: error.message, looked }))
}
await session.close()
