import '../styles/fonts.css'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/prose.css'
import '../styles/print.css'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from '../../shared/api/client.ts'
import type { Port } from '../../shared/api/port.ts'
import { readSession, restorePlace } from '../stores/session.ts'
import { App } from './App.tsx'
import { AtFault } from './AtFault.tsx'
import { connect } from './connect.ts'
import { markFirstKey } from './first-key.ts'
import { NoEntry } from './NoEntry.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
markFirstKey(window)
const entry = await connect(window)
createRoot(root).render(
  <StrictMode>
    <AtFault>
      {entry.kind === 'open' ? await appOver(entry.port) : <NoEntry kind={entry.kind} />}
    </AtFault>
  </StrictMode>,
)

/** The window as it was when the library was last open. */
async function appOver(port: Port): Promise<ReactNode> {
  const client = createClient(port)
  const restored = await readSession(client)
  restorePlace(window, restored)
  return <App client={client} restored={restored} />
}
