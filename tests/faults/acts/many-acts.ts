import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openAttempts } from '../../../electron/app/attempts.ts'
import { openMachine } from '../../../electron/app/machine-settings.ts'
import { sampleVersion } from '../../../electron/library/testing/temporary-library.ts'
import { latestVersion } from '../../../shared/domain/article.ts'
import { newId } from '../../../shared/domain/ids.ts'
import type { Place } from './kind.ts'
import { openAt } from './library-acts.ts'
import { recordWith, runningRecordAt, sessionAt, sessionFileAt } from './machine-acts.ts'

const key = 'https://courier.example/strike'

/** Acts that can be done over and over, each leaving a mark that is found in what can be read. */
export const manyActs = {
  annotations: async (place: Place) => {
    const library = await openAt(place)
    const [article] = await library.articles.list()
    if (article === undefined) throw new Error('the article of the set-up is gone')
    const { id, textSha256 } = latestVersion(article)
    const target = { versionId: id, textSha256, quote: null, position: null }
    return (note: string) =>
      library.annotations.create({ articleId: article.id, target, tagIds: [], note, basedOn: null })
  },
  codebook: async (place: Place) => {
    const { codebook } = await openAt(place)
    return (mark: string) => codebook.ensureTags([{ path: mark }])
  },
  'changes of a tag': async (place: Place) => {
    const { codebook } = await openAt(place)
    const [tagId = ''] = await codebook.ensureTags([{ path: `Process ${process.pid}` }])
    return async (mark: string) => {
      const tag = (await codebook.read()).tags.find(({ id }) => id === tagId)
      await codebook.change(tagId, tag?.rev ?? 0, { definition: `${tag?.definition} ${mark}` })
    }
  },
  collections: async (place: Place) => {
    const { articles, collections } = await openAt(place)
    const articleId = (await articles.list())[0]?.id ?? ''
    return (mark: string) => collections.add(mark, [{ articleId, annotationId: null }])
  },
  'captures of one key': async (place: Place) => {
    const { articles } = await openAt(place)
    return (mark: string) => articles.commit(sampleVersion(key, 'Strike', [mark], now()))
  },
  'new articles': async (place: Place) => {
    const { articles } = await openAt(place)
    return (mark: string) =>
      articles.commit(sampleVersion(`https://courier.example/${mark}`, mark, [mark], now()))
  },
  settings: async (place: Place) => {
    const machine = await openMachine(join(place.world, 'data'))
    return (host: string) =>
      machine.change((settings) => ({
        ...settings,
        allowedAddresses: [...settings.allowedAddresses, { host, port: 80 }],
      }))
  },
  queue: async (place: Place) => {
    const data = join(place.world, 'data')
    const attempts = openAttempts(data, place.machine.coderId, await openMachine(data))
    const failure = { code: 'timeout' as const, message: 'It took too long.', facts: {} }
    return (mark: string) => attempts.add(`https://courier.example/${mark}`, failure, null)
  },
  'dismissals beside failures': async (place: Place) => {
    const data = join(place.world, 'data')
    const attempts = openAttempts(data, place.machine.coderId, await openMachine(data))
    const failure = { code: 'timeout' as const, message: 'It took too long.', facts: {} }
    return async (mark: string) => {
      const { id } = await attempts.add(`https://courier.example/not-${mark}`, failure, null)
      await attempts.add(`https://courier.example/${mark}`, failure, null)
      await attempts.dismiss(id)
    }
  },
} satisfies Record<string, (place: Place) => Promise<(mark: string) => Promise<unknown>>>

export type ManyName = keyof typeof manyActs

/** Acts of which each takes the place of the one before, whoever did that: the last word counts. */
export const replacingActs = {
  session: async (place: Place) => {
    const file = await sessionFileAt(place)
    return (mark: string) => file.write(sessionAt(place, mark))
  },
  'the running record': async (place: Place) => {
    const { leave } = await runningRecordAt(place)
    return (mark: string) => leave(recordWith(mark))
  },
} satisfies Record<string, (place: Place) => Promise<(mark: string) => Promise<unknown>>>

export type ReplacingName = keyof typeof replacingActs

const now = (): string => new Date().toISOString()

/** The mark of the n-th act of a process; none is the beginning of another. */
export function markOf(name: string, number: number): string {
  return `${name}-${String(number).padStart(5, '0')}`
}

/** A world with one article, and a machine that several processes share. */
export async function makeSharedPlace(folder: string): Promise<Place> {
  const machine = { coderId: newId(), deviceId: newId(), hostId: 'this-host', coderName: 'Ada' }
  const place = { folder, world: join(folder, 'world'), machine }
  await mkdir(place.world)
  await writeFile(join(folder, 'machine.json'), JSON.stringify(machine))
  const { articles } = await openAt(place)
  await articles.commit(sampleVersion(key, 'Strike', ['It began.']))
  return place
}
