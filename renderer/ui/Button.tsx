import type { ComponentProps } from 'react'
import styles from './Button.module.css'

/** How loud a button is: the one main action, a bordered one, words alone, or an icon alone. */
export type ButtonLook = 'primary' | 'bordered' | 'text' | 'icon'

/** A button; `submits` sends the form around it. An icon alone needs an `aria-label`. */
export function Button({
  look = 'bordered',
  submits = false,
  ...rest
}: Omit<ComponentProps<'button'>, 'type' | 'className'> & {
  look?: ButtonLook
  submits?: boolean
}) {
  return (
    <button
      {...rest}
      type={submits ? 'submit' : 'button'}
      className={styles.button}
      data-look={look}
    />
  )
}
