import { describe, expect, it } from 'vitest'
import { appUrl, externalUrl, isAppUrl } from './navigation.ts'

describe('an address of the interface', () => {
  it.each([appUrl, 'app://pressmark/index.html#library', 'app://pressmark/assets/a.js?x=1'])(
    'is %s',
    (url) => {
      expect(isAppUrl(url)).toBe(true)
    },
  )

  it.each([
    'app://pressmark.evil.example/',
    'app://evil.example/pressmark/',
    'app://pressmark:8080/',
    'app://user@pressmark/',
    'app://:secret@pressmark/',
    'app:///pressmark/',
    'app:pressmark',
    'https://pressmark/',
    'http://app//pressmark/',
    'blob:app://pressmark/6a1f',
    'view-source:app://pressmark/',
    'filesystem:app://pressmark/temporary/x',
    'file:///etc/passwd',
    'about:blank',
    'about:srcdoc',
    'data:text/html,<script>alert(1)</script>',
    'javascript:alert(1)',
    'chrome://settings/',
    'devtools://devtools/bundled/inspector.html',
    '/index.html',
    '',
  ])('is not %j', (url) => {
    expect(isAppUrl(url)).toBe(false)
  })
})

describe('an address for the system', () => {
  it('is handed over as it was understood, not as it was written', () => {
    expect(externalUrl('https://Example.org')).toBe('https://example.org/')
    expect(externalUrl('HTTP:\\\\example.org\\a b')).toBe('http://example.org/a%20b')
    expect(externalUrl(' \thttps://example.org/"&calc ')).toBe('https://example.org/%22&calc')
    expect(externalUrl('https://exa\nmple.org/')).toBe('https://example.org/')
    expect(externalUrl('mailto:desk@example.org?subject=A%20question')).toBe(
      'mailto:desk@example.org?subject=A%20question',
    )
  })

  it.each([
    'file:///etc/passwd',
    'file://server/share/evil.lnk',
    '\\\\server\\share\\evil.exe',
    'C:\\Windows\\System32\\calc.exe',
    'smb://server/share',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x',
    'ssh://-oProxyCommand=calc/x',
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'app://pressmark/',
    'pressmark://save?url=x',
    'https://nypost.com@evil.example/',
    'https://user:secret@example.org/',
    'http://',
    'example.org',
    'mailto:desk@example.org?attach=/etc/passwd',
    'mailto:desk@example.org?subject=x&Attachment=C:\\x',
    `https://example.org/${'a'.repeat(9_000)}`,
    '',
  ])('is never %j', (url) => {
    expect(externalUrl(url)).toBeNull()
  })
})
