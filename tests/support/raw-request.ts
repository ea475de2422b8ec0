import { connect } from 'node:net'

/** What came back on a connection until the server closed it: one status for each answer in it. */
export type RawAnswer = { statuses: number[]; text: string }

/**
 * Sends these bytes to a port of this machine, as no client would write them, and reads until the server
 * hangs up. Lines end with CRLF.
 */
export function sendRaw(port: number, lines: readonly string[], body = ''): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => (text += chunk))
    // A server that has refused a request may hang up before all of it was sent.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
    socket.on('close', () => {
      const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3}) /gmu)].map((match) =>
        Number(match[1]),
      )
      resolve({ statuses, text })
    })
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1')
  })
}
