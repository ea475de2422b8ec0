/** What the stand-in tells the test that started it. */
export type ToTest =
  | { kind: 'window'; endpoint: string }
  | { kind: 'answer'; id: number; value?: unknown; error?: string }

/** What the test asks of the stand-in: to run the source of a function in the main process. */
export type FromTest = { id: number; source: string; argument: unknown }

/** Sends to the test, where there is one. */
export function tellTest(message: ToTest): void {
  process.send?.(message)
}
