import type { BrowserWindow, Dialog } from 'electron'

/** In which a page saves what was typed last; longer than its pause between typing and saving. */
export const graceMs = 1_000

/**
 * Lets a window whose page has unsaved words close once they are saved. Where they can't be, the person
 * is asked; a page that is to be reloaded asks at once.
 */
export function guardClosing(
  window: BrowserWindow,
  dialogs: Pick<Dialog, 'showMessageBoxSync'>,
): void {
  let state: 'open' | 'closing' | 'waited' = 'open'
  window.on('close', () => {
    if (state === 'open') state = 'closing'
  })
  window.webContents.on('will-prevent-unload', (event) => {
    if (state === 'closing') {
      state = 'waited'
      setTimeout(() => {
        if (!window.isDestroyed()) window.close()
      }, graceMs)
      return
    }
    state = 'open'
    const answer = dialogs.showMessageBoxSync(window, {
      type: 'warning',
      message: 'What you typed is not saved',
      detail:
        'A note that could not be saved, or a pasted text that was not kept yet. If you go on, the words are lost.',
      buttons: ['Keep the window open', 'Lose the words'],
      defaultId: 0,
      cancelId: 0,
    })
    // Preventing the event overrules the page: it closes, or is loaded again.
    if (answer === 1) event.preventDefault()
  })
}
