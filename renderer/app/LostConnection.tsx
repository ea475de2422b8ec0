import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import styles from './Banner.module.css'

/** Says above every place that the application is gone; reading goes on, saving doesn't. */
export function LostConnection() {
  return (
    <div className={styles.banner} role="alert" data-print="no">
      <Notice
        tone="danger"
        actions={
          <Button look="text" onClick={() => location.reload()}>
            Reload
          </Button>
        }
      >
        This window lost its connection to Pressmark. What was saved is saved; reload to go on, and
        start Pressmark again if that does not help.
      </Notice>
    </div>
  )
}
