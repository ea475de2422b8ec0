import { expect, test } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { checkLiteral, endpointOf, guardedLookup, isPublicAddress } from './address-guard.ts'

const never = () => false

test.each([
  '127.0.0.1', '127.255.255.254', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254',
  '100.64.0.1', '192.0.2.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '240.0.0.1',
  '::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::127.0.0.1', '::7f00:1', 'fd00::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1',
  'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1', '2001:db8::1', 'not an address',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false)
}) // prettier-ignore

test.each(['93.184.215.14', '8.8.8.8', '::ffff:8.8.8.8', '2606:4700:4700::1111', '2a00:1450::1'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

test.each([
  'http://127.1/', 'http://0x7f000001/', 'http://2130706433/', 'http://017700000001/', 'http://0/',
  'http://１２７.０.０.１/', 'http://[::1]/', 'http://[::ffff:7f00:1]/', 'http://[::ffff:127.0.0.1]:8080/',
])('%s is refused as the literal that it becomes', (address) => {
  expect(() => checkLiteral(endpointOf(new URL(address), 0), never)).toThrow(AppError)
}) // prettier-ignore

test('a refusal names host, port and hop, without the brackets of IPv6', () => {
  const endpoint = endpointOf(new URL('http://[::1]/'), 2)
  expect(endpoint).toEqual({ host: '::1', port: 80, hop: 2 })
  try {
    checkLiteral(endpoint, never)
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({
      code: 'blocked-address',
      facts: { host: '::1', port: 80, hop: 2 },
      message: expect.stringContaining('[::1]:80') as string,
    })
  }
})

test('an allowed host and port is let through, another port of the host is not', () => {
  const isAllowed = (host: string, port: number) => host === '127.0.0.1' && port === 8080
  checkLiteral(endpointOf(new URL('http://127.0.0.1:8080/'), 0), isAllowed)
  expect(() => checkLiteral(endpointOf(new URL('http://127.0.0.1:8081/'), 0), isAllowed)).toThrow(
    'own network',
  )
})

type Answer = { address: string; family: number }

function look(answers: Answer[], isAllowed = never): Promise<Answer[]> {
  const lookUp = ((_host: string, _options: unknown, callback: (e: null, a: Answer[]) => void) => {
    callback(null, answers)
  }) as unknown as Parameters<typeof guardedLookup>[2]
  const endpoint = { host: 'rebind.example', port: 80, hop: 0 }
  return new Promise((resolve, reject) => {
    guardedLookup(endpoint, isAllowed, lookUp)('rebind.example', { all: true }, (error, found) => {
      if (error === null) resolve(found as Answer[])
      else reject(error)
    })
  })
}

test('a name that leads only to private addresses is refused', async () => {
  await expect(look([{ address: '10.1.2.3', family: 4 }])).rejects.toMatchObject({
    code: 'blocked-address',
    facts: { host: 'rebind.example', port: 80 },
  })
})

test('of mixed answers only the public ones reach the connection', async () => {
  const open = { address: '93.184.215.14', family: 4 }
  expect(await look([{ address: '127.0.0.1', family: 4 }, open])).toEqual([open])
})

test('a name that was allowed may lead home', async () => {
  const home = { address: '127.0.0.1', family: 4 }
  expect(await look([home], () => true)).toEqual([home])
})
