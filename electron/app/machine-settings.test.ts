import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMachine, type Machine } from './machine-settings.ts'

let data: string
let path: string

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'pressmark-machine-'))
  path = join(data, 'settings.json')
})
afterEach(() => rm(data, { recursive: true, force: true }))

const allow = (machine: Machine, host: string) =>
  machine.change((settings) => ({ ...settings, allowedAddresses: [{ host, port: 80 }] }))
const aside = async () => (await readdir(data)).filter((name) => name.includes('.damaged-'))

describe('the settings of this machine', () => {
  it('are made at the first start and are the same at the next', async () => {
    const first = await openMachine(data)
    await first.remember((settings) => ({ ...settings, coderName: 'Ines Falk' }))
    const second = await openMachine(data)
    expect(second.settings()).toEqual({ ...first.settings(), coderName: 'Ines Falk' })
    expect(second.problems.all()).toEqual([])
  })

  it.each([
    ['no JSON', () => 'not json at all'],
    ['empty', () => ''],
    ['JSON of another kind', () => '[1, 2]'],
  ])('that are %s are set aside whole, and new ones go on', async (_what, content) => {
    const before = (await openMachine(data)).settings()
    await rm(`${path}.prev`, { force: true })
    await writeFile(path, content())
    const machine = await openMachine(data)
    expect(machine.settings().coderId).not.toBe(before.coderId)
    const [name = ''] = await aside()
    expect(name).toMatch(/^settings\.json\.damaged-\d{12}$/u)
    expect(await readFile(join(data, name), 'utf8')).toBe(content())
    expect(machine.problems.all()).toEqual([
      {
        code: 'document-damaged',
        path: join(data, name),
        message: expect.stringContaining(
          `“${path}” was damaged. It is kept whole as “${path}.d`,
        ) as string,
      },
    ])
    // From here on all is as usual.
    const next = await openMachine(data)
    expect(next.settings()).toEqual(machine.settings())
    expect(next.problems.all()).toEqual([])
  })

  it('that are cut short give what their lines still say, above all who tags here', async () => {
    const first = await openMachine(data)
    await first.change((settings) => ({ ...settings, coderName: 'Ines Falk' }))
    const whole = await readFile(path, 'utf8')
    await rm(`${path}.prev`)
    await writeFile(path, whole.slice(0, whole.indexOf('"deviceId"') + 14))
    const { coderId, coderName, deviceId } = (await openMachine(data)).settings()
    expect([coderId, coderName]).toEqual([first.settings().coderId, 'Ines Falk'])
    expect(deviceId).not.toBe(first.settings().deviceId)
  })

  it('with one value that a hand made wrong keep the others', async () => {
    const first = await openMachine(data)
    await rm(`${path}.prev`, { force: true })
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('"sample": "unseen"', '"sample": "maybe"'))
    const machine = await openMachine(data)
    expect(machine.settings()).toEqual(first.settings())
    expect(await aside()).toHaveLength(1)
  })

  it('that are damaged give way to those before the last save', async () => {
    const first = await openMachine(data)
    await allow(first, 'intranet.example')
    await first.remember((settings) => ({ ...settings, coderName: 'Ines Falk' }))
    await writeFile(path, 'cut')
    const machine = await openMachine(data)
    expect(machine.settings()).toMatchObject({
      coderId: first.settings().coderId,
      allowedAddresses: [{ host: 'intranet.example', port: 80 }],
      coderName: null,
    })
    expect(machine.problems.all()).toMatchObject([{ path, code: 'document-damaged' }])
  })

  it('of a newer program are used as far as they are known, and left as they are', async () => {
    const first = await openMachine(data)
    const newer = (await readFile(path, 'utf8')).replace('"format": 1', '"format": 2')
    await writeFile(path, newer)
    const machine = await openMachine(data)
    expect(machine.settings().coderId).toBe(first.settings().coderId)
    await allow(machine, 'intranet.example')
    expect(machine.settings().allowedAddresses).toHaveLength(1)
    expect(await readFile(path, 'utf8')).toBe(newer)
    expect(machine.problems.all()).toMatchObject([{ path, code: 'document-newer' }])
  })

  it('that a folder stands in the place of don’t stop the start', async () => {
    await mkdir(path)
    const machine = await openMachine(data)
    expect(machine.settings().sample).toBe('unseen')
    expect(machine.problems.all()).toMatchObject([{ path }])
  })

  it('below a link that leads nowhere don’t stop the start', async () => {
    await symlink(join(data, 'gone'), join(data, 'link'))
    const machine = await openMachine(join(data, 'link', 'data'))
    expect(machine.problems.all()).toMatchObject([{ code: 'disk-error' }])
  })

  it('where nothing can be made don’t stop the start, and are told with the whole path', async () => {
    await rm(data, { recursive: true })
    await writeFile(data, 'a file where the folder should be')
    const machine = await openMachine(data)
    await machine.remember((settings) => ({ ...settings, lastLibrary: '/thesis' }))
    expect(machine.settings().lastLibrary).toBe('/thesis')
    expect(machine.problems.all()).toMatchObject([
      { path, message: expect.stringContaining(`“${path}” could not be saved`) as string },
    ])
    // What was remembered is saved with the first change that can be.
    await rm(data)
    await allow(machine, 'intranet.example')
    expect((await openMachine(data)).settings()).toEqual(machine.settings())
    expect(machine.problems.all()).toEqual([])
  })
})
