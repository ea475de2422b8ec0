import { commandIds, commands, type CommandId } from '../../shared/commands.ts'
import { createStore, type Store } from '../stores/store.ts'

/**
 * What a command does where it can be done.
 *
 * `name` is what it would do just now, such as “Undo Tag “Blame””, where that is more than its title;
 * `refusal` why it can't be done just now, in a few words that say what to do; null: it can.
 */
export type Action = {
  run: () => void
  name?: () => string
  refusal?: () => string | null
}

/** What commands do in one place of the window; a function alone is an action that always can. */
export type Actions = Partial<Record<CommandId, Action | (() => void)>>

/** What a person may choose now: `name` is what it would do, `refusal` why it can't be done yet. */
export type Choice = { id: CommandId; name: string; refusal: string | null }

/**
 * The actions that are there now, by command, the one that counts last. One window has one registry,
 * as it has one live region.
 */
const registered: Store<ReadonlyMap<CommandId, readonly Action[]>> = createStore<
  ReadonlyMap<CommandId, readonly Action[]>
>(new Map())

/** Says what commands do here, until the function that is returned is called. The last one to say counts. */
export function register(actions: Actions): () => void {
  const own = (Object.entries(actions) as [CommandId, Action | (() => void)][]).map(
    ([id, action]): [CommandId, Action] => [
      id,
      typeof action === 'function' ? { run: action } : action,
    ],
  )
  change(own, (before, action) => [...before, action])
  return () => change(own, (before, action) => before.filter((each) => each !== action))
}

/** Hears that other commands can be chosen now; returns a function that stops. */
export function onRegistered(listener: () => void): () => void {
  return registered.subscribe(listener)
}

/** The commands that can be chosen now, in the order of the list. */
export function choices(): Choice[] {
  const now = registered.get()
  return commandIds.flatMap((id) => {
    const action = now.get(id)?.at(-1)
    if (action === undefined) return []
    const name = action.name?.() ?? commands[id].title
    return [{ id, name, refusal: action.refusal?.() ?? null }]
  })
}

/** Runs a command. What it answers, if anything, is why it can't be done now, as a sentence. */
export function runCommand(id: CommandId): string | null {
  const action = registered.get().get(id)?.at(-1)
  const { title } = commands[id]
  if (action === undefined) return `“${title}” can’t be done here.`
  const refusal = action.refusal?.() ?? null
  if (refusal !== null) return `${title}: ${refusal}.`
  action.run()
  return null
}

function change(
  own: readonly [CommandId, Action][],
  to: (before: readonly Action[], action: Action) => readonly Action[],
): void {
  registered.set((current) => {
    const next = new Map(current)
    for (const [id, action] of own) {
      const actions = to(next.get(id) ?? [], action)
      if (actions.length === 0) next.delete(id)
      else next.set(id, actions)
    }
    return next
  })
}
