/** The module `electron` for a main process under test. What it lacks fails when it is imported. */
export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { protocol, session } from './session.ts'
export { dialog, Menu, shell } from './system.ts'
