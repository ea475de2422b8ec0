import { describe, expect, it } from 'vitest'
import { assetPath } from './asset-path.ts'

describe('the path of an asset', () => {
  it('names a file below the interface', () => {
    expect(assetPath('/')).toEqual({
      segments: ['index.html'],
      mediaType: 'text/html; charset=utf-8',
    })
    expect(assetPath('/assets/index-a1_B2.js')).toEqual({
      segments: ['assets', 'index-a1_B2.js'],
      mediaType: 'text/javascript; charset=utf-8',
    })
  })

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets\\..\\x.js',
    '/.env.json',
    '/assets//x.js',
    '/x.js\u0000.html',
    '/x%00.js',
    '/C:/x.js',
    '/%E0%A4%A',
    '/assets/',
    '/session',
    '/x.map',
    '',
  ])('refuses %j', (path) => {
    expect(assetPath(path)).toBeNull()
  })
})
