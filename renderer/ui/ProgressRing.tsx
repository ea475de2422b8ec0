import styles from './ProgressRing.module.css'

const radius = 6
const around = 2 * Math.PI * radius

/** How much is done, from 0 to 1, as a ring. Decoration: words beside it say the same. */
export function ProgressRing({ share }: { share: number }) {
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <circle className={styles.track} cx="8" cy="8" r={radius} strokeWidth="2" />
      <circle
        className={styles.done}
        cx="8"
        cy="8"
        r={radius}
        strokeWidth="2"
        strokeDasharray={`${around * Math.max(0.04, share)} ${around}`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  )
}
