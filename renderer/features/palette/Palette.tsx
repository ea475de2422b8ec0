/* A native list of suggestions cannot show keys and facts; the library names the list that is controlled. */
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/role-has-required-aria-props */
import { Search } from 'lucide-react'
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import {
  Autocomplete,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  TextField,
} from 'react-aria-components'
import { isPressed, keyNames } from '../../commands/keymap.ts'
import { announce } from '../../ui/announce.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { isMac } from '../../ui/platform.ts'
import styles from './Palette.module.css'
import { PaletteLine, spokenName } from './PaletteLine.tsx'
import { only, paletteSections, type Findable, type PaletteRow } from './palette-rows.ts'

/**
 * Every command, found by a few letters, and the tags, articles and collections by their names. Enter
 * takes the row that is marked; Esc leaves everything as it was.
 */
export function Palette({
  findable,
  onTake,
  onClose,
}: {
  findable: Findable
  /** What was chosen; the palette is to close before it is done. */
  onTake: (row: PaletteRow) => void
  onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const sections = useMemo(() => paletteSections(typed, findable), [typed, findable])
  const rows = sections.flatMap(({ rows: own }) => own)
  const refused = rows.filter(isRefused).map(({ key }) => key)
  useSpokenCount(typed, rows.length)
  const take = (row: PaletteRow | undefined): void => {
    if (row !== undefined && !isRefused(row)) onTake(row)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const { nativeEvent } = event
    const isToggled = isPressed(nativeEvent, 'palette.open')
    // Once letters were taken back no row is marked, and the first is still what is meant.
    const isFirst =
      typed !== '' && isPressed(nativeEvent, 'picker.take') && !hasMarkedRow(event.currentTarget)
    if (!isToggled && !isFirst) return
    event.preventDefault()
    event.stopPropagation()
    if (isToggled) onClose()
    else take(rows.find((row) => !isRefused(row)))
  }
  return (
    <Dialog
      label="Find a command"
      className={styles.palette}
      onKeyDown={onKeyDown}
      onClose={onClose}
    >
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <TextField className={styles.field ?? ''} aria-label="Find a command">
          <Search size={18} strokeWidth={1.75} aria-hidden="true" />
          <Input
            role="combobox"
            aria-expanded="true"
            placeholder="Find a command, a tag, an article"
            spellCheck={false}
          />
          <button type="button" className={styles.close} onClick={onClose} title="Close">
            <KeyCap name={keyNames('picker.close', isMac)} />
          </button>
        </TextField>
        <ListBox
          className={styles.rows ?? ''}
          aria-label="Found"
          items={sections}
          disabledKeys={refused}
          onAction={(key) => take(rows.find((row) => row.key === key))}
          renderEmptyState={() => (
            <p className={styles.nothing}>Nothing here is called that. Fewer letters find more.</p>
          )}
        >
          {(section) => (
            <ListBoxSection id={section.name} className={styles.section ?? ''}>
              <Header className={styles.heading}>{section.name}</Header>
              {section.rows.map((row) => (
                <ListBoxItem
                  key={row.key}
                  id={row.key}
                  className={styles.row ?? ''}
                  textValue={spokenName(row)}
                >
                  <PaletteLine row={row} />
                </ListBoxItem>
              ))}
            </ListBoxSection>
          )}
        </ListBox>
      </Autocomplete>
      <Foot />
    </Dialog>
  )
}

function Foot() {
  return (
    <p className={styles.foot} aria-hidden="true">
      <span>
        <b>{`${keyNames('picker.previous', isMac)} ${keyNames('picker.next', isMac)}`}</b> choose
      </span>
      <span>
        <b>{keyNames('picker.take', isMac)}</b> run
      </span>
      <span className={styles.signs}>
        <b>{only.tags}</b> tags
      </span>
      <span>
        <b>{only.commands}</b> commands only
      </span>
    </p>
  )
}

function isRefused(row: PaletteRow): boolean {
  return row.kind === 'command' && row.choice.refusal !== null
}

function hasMarkedRow(palette: EventTarget): boolean {
  return (
    palette instanceof Element && palette.querySelector('[role="option"][data-focused]') !== null
  )
}

/** Says how many rows the letters leave, once they are typed. */
function useSpokenCount(typed: string, count: number): void {
  useEffect(() => {
    if (typed !== '') announce(count === 0 ? 'Nothing found.' : `${count} found.`)
  }, [typed, count])
}
