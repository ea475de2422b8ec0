import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { machineFolders } from './machine-folders.ts'
import { osUserName } from './machine-settings.ts'

describe('where this machine keeps its own things', () => {
  it('is what the environment says, when it says so', () => {
    const folders = machineFolders({ PRESSMARK_DATA: '/d', PRESSMARK_CACHE: '/c' }, 'linux')
    expect(folders).toMatchObject({ data: '/d', cache: '/c' })
  })

  it('is where the system keeps such things otherwise', () => {
    const home = homedir()
    expect(machineFolders({ XDG_DATA_HOME: '/x' }, 'linux')).toEqual({
      data: '/x/pressmark',
      cache: join(home, '.cache/pressmark'),
      documents: join(home, 'Documents'),
    })
    expect(machineFolders({}, 'darwin').data).toBe(
      join(home, 'Library/Application Support/Pressmark'),
    )
    expect(machineFolders({ LOCALAPPDATA: '/l' }, 'win32').cache).toBe(
      join('/l', 'Pressmark', 'cache'),
    )
  })
})

describe('the name on tags before a person was asked', () => {
  it('is the system user’s, never root', () => {
    expect(osUserName({}, 'ines')).toBe('ines')
    expect(osUserName({ SUDO_USER: 'ines' }, 'root')).toBe('ines')
    expect(osUserName({}, 'root')).toBe('Unnamed coder')
    expect(osUserName({ SUDO_USER: 'root' }, 'root')).toBe('Unnamed coder')
  })
})
