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
        {/* From here the arrows scroll the sheet. */}
        <Button onClick={onClose} data-focus-first>
          Close
        </Button>
      </div>
      <div className={styles.groups}>
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
      </div>
    </Dialog>
  )
}
