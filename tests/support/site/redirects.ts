import type { Answer, Behaviours } from './answer.ts'
import { send } from './answer.ts'
import { articlePage } from './fiction.ts'

const codes = [301, 302, 307, 308]

/** Sends on as often as the path says, each time with another status, and then to an article. */
const chain: Answer = ({ response, rest }) => {
  const left = Number(rest)
  if (!Number.isSafeInteger(left) || left < 1) {
    response.writeHead(404).end()
    return
  }
  const location = left === 1 ? '/arrival' : `/redirect/${left - 1}`
  response.writeHead(codes[left % codes.length] ?? 302, { location }).end()
}

/** Where the chains end. */
const arrival: Answer = ({ response }) =>
  send(response, articlePage('The long way to Little Skarn'))

/** Sends on to one place, always. */
function to(location: string): Answer {
  return ({ response }) => void response.writeHead(302, { location }).end()
}

/** Wants back the cookie that it set, and sends on until it gets it. */
const cookie: Answer = ({ request, response }) => {
  if (request.headers.cookie?.includes('seen=1') === true) {
    send(response, articlePage('A page behind a cookie'))
    return
  }
  response.writeHead(302, { location: '/cookie', 'set-cookie': 'seen=1' }).end()
}

/** Answers that lead elsewhere: far, round, or where no capture may go. */
export const redirects: Behaviours = {
  '/redirect/*': chain,
  '/arrival': arrival,
  '/redirect/loop': to('/redirect/loop'),
  '/redirect/private': to('http://169.254.169.254/'),
  '/redirect/private/ten': to('http://10.0.0.1/'),
  '/redirect/private/loopback': to('http://[::1]:1/'),
  '/redirect/private/file': to('file:///etc/hostname'),
  '/redirect/private/data': to('data:text/html,<p>Hello'),
  '/cookie': cookie,
}
