import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import styles from './NoEntry.module.css'

/**
 * Stands in for the window when a fault of ours has broken it: without it nothing would be left on screen.
 * React asks for a class here. The fault itself goes to the console.
 */
export class AtFault extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return (
      <main className={styles.page}>
        <h1>This window is broken</h1>
        <p role="alert">
          That is a fault of Pressmark’s. What was saved is kept, and words of a note that was open
          come back with the next start. Reload the window to go on.
        </p>
        <p>
          <Button look="primary" onClick={() => location.reload()}>
            Reload
          </Button>
        </p>
      </main>
    )
  }
}
