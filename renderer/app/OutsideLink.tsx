import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { linkDisguise, type LinkDisguise } from '../ui/link-disguise.ts'
import { outsideAddress } from '../ui/outside-address.ts'
import styles from './OutsideLink.module.css'

type Asked = LinkDisguise & { address: string }

/** Asks before a link is opened whose words show another host than the one that it leads to. */
export function useOutsideLinks(): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => {
    const ask = (event: MouseEvent): void => {
      if (event.button > 1) return // that opens no link
      const disguised = disguisedLink(event.target)
      if (disguised === null) return
      event.preventDefault()
      setAsked(disguised)
    }
    // Enter on a link is a click; the middle button is none, and opens it as well.
    const kinds = ['click', 'auxclick'] as const
    for (const kind of kinds) document.addEventListener(kind, ask, true)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, ask, true)
    }
  }, [])
  return asked === null ? null : <AskFirst asked={asked} onClose={() => setAsked(null)} />
}

function disguisedLink(target: EventTarget | null): Asked | null {
  const link = target instanceof Element ? target.closest('a') : null
  if (link === null || (link.protocol === location.protocol && link.host === location.host)) {
    return null
  }
  const address = outsideAddress(link.href)
  const disguise = address === null ? null : linkDisguise(link.textContent, address)
  return address === null || disguise === null ? null : { ...disguise, address }
}

function AskFirst({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { shown, host, address } = asked
  const open = (): void => {
    onClose()
    window.open(address, '_blank', 'noopener,noreferrer')
  }
  return (
    <Dialog label="Where this link leads" className={styles.dialog} onClose={onClose}>
      <p>
        This link shows <bdi>{shown}</bdi>, but leads to <strong>{host}</strong>.
      </p>
      <p className={styles.address} dir="ltr">
        {address}
      </p>
      <p className={styles.choices}>
        <Button onClick={open}>Open {host}</Button>
        <Button onClick={onClose} data-focus-first>
          Cancel
        </Button>
      </p>
    </Dialog>
  )
}
