import '../styles/fonts.css'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/prose.css'
import '../styles/print.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createClient } from '../../shared/api/client.ts'
import { App } from './App.tsx'
import { connect } from './connect.ts'
import { markFirstKey } from './first-key.ts'
import { NoEntry } from './NoEntry.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
markFirstKey(window)
const entry = await connect(window)
createRoot(root).render(
  <StrictMode>
    {entry.kind === 'open' ? (
      <App client={createClient(entry.port)} />
    ) : (
      <NoEntry kind={entry.kind} />
    )}
  </StrictMode>,
)
