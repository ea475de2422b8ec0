import { commands } from '../../../shared/commands.ts'
import { allKeyNames, isPressed } from '../../commands/keymap.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { isMac } from '../../ui/platform.ts'
import { keysByPlace } from './keys-by-place.ts'
import styles from './KeysSheet.module.css'

/** All keys by the place where they work, to read or to print. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      label="Keys"
      className={styles.sheet}
      onKeyDown={(event) => {
        if (!isPressed(event.nativeEvent, 'keys.show')) return
        event.preventDefault()
        onClose()
      }}
      onClose={onClose}
    >
      <div className={styles.head}>
        <h1>Keys</h1>
        <Button look="text" onClick={() => window.print()}>
          Print
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
      {/* A region that scrolls is reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles.groups} tabIndex={0} data-focus-first aria-label="All keys">
        {keysByPlace().map(({ name, ids }) => (
          <section key={name} className={styles.group}>
            <h2>{name}</h2>
            <dl>
              {ids.map((id) => (
                <div key={id} className={styles.line}>
                  <dt>{commands[id].title}</dt>
                  <dd>
                    <span className="visually-hidden">{allKeyNames(id, isMac).join(' or ')}</span>
                    {allKeyNames(id, isMac).map((key) => (
                      <KeyCap key={key} name={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  )
}
