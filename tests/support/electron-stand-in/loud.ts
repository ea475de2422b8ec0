import { writeSync } from 'node:fs'

/** The exit code of a stand-in that was asked for something it doesn't imitate. */
export const fatalExitCode = 70

/** Ends the process at once: a test must never pass on something that wasn't imitated. */
export function fatal(message: string): never {
  writeSync(2, `stand-in: ${message}\n${new Error('asked for here').stack}\n`)
  process.exit(fatalExitCode)
}

/** Makes an object fatal to ask for what it doesn't have. */
export function loud<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'symbol' || key in object || key === 'then' || key === 'toJSON') {
        return Reflect.get(object, key, object)
      }
      return fatal(`${name}.${key} is not imitated`)
    },
  })
}

/** Makes it fatal to listen to an event that is neither emitted nor known to be beyond the stand-in. */
export function onlyEvents(name: string, known: readonly string[]): (event: unknown) => void {
  return (event) => {
    if (typeof event === 'string' && !known.includes(event) && event !== 'newListener') {
      fatal(`the event ${event} of ${name} is not imitated`)
    }
  }
}
