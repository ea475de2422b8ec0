import { readdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createDisk } from '../../../electron/library/disk.ts'
import { openLibrary } from '../../../electron/library/open-library.ts'
import { sampleVersion } from '../../../electron/library/testing/temporary-library.ts'
import { latestVersion } from '../../../shared/domain/article.ts'
import { newId, type Id } from '../../../shared/domain/ids.ts'
import { canonical, viewOf, type View } from '../view-of.ts'

const hostId = 'this-host'
let runs = 0

/**
 * Writes one of everything into what a crash left, as the next start on the same computer does.
 * Answers what is wrong then: an act that is not there, a problem, a leftover that was not swept.
 */
export async function writeAfter(left: string, { parts }: View): Promise<string[]> {
  // A folder is swept once a minute: each state needs a name of its own.
  runs += 1
  const world = join(dirname(left), `after-${runs}`)
  await rename(left, world)
  const [journal = ''] = Object.keys(parts).filter((name) => name.startsWith('journal '))
  const ids = /^journal (?<coder>\w{26})-(?<device>\w{26})\.jsonl$/u.exec(journal)?.groups
  const library = await openLibrary({
    folder: join(world, 'library'),
    cacheFolder: join(world, 'cache'),
    deviceMemoryFile: join(world, 'memory', 'device.json'),
    machine: {
      coderId: ids?.['coder'] ?? newId(),
      deviceId: ids?.['device'] ?? newId(),
      hostId,
      coderName: 'Ada',
    },
    lockTiming: { busyAfterMs: 4_000, takeOverAfterMs: 50 },
  })
  const known = (await library.articles.list())[0]
  const texts = ['What was written after the crash.']
  const article =
    known ??
    (await library.articles.commit(sampleVersion('https://a.example/', 'A', texts))).article
  await library.articles.commit(sampleVersion(article.key, 'Again', texts))
  await library.articles.commit(sampleVersion('https://b.example/after', 'After', texts))
  const { id, textSha256 } = latestVersion(article)
  const target = { versionId: id, textSha256, quote: null, position: null }
  const tagIds = await library.codebook.ensureTags([{ path: 'After the crash' }])
  const input = { articleId: article.id, target, tagIds, note: 'after', basedOn: null }
  const { annotation } = await library.annotations.create(input)
  await library.collections.add('After the crash', [memberOf(article.id)])
  const coder = await library.coders.rename('Ada after')
  await library.close()

  const view = await viewOf(world)
  const found = canonical(view)
  const missing = [annotation, coder, ...tagIds]
    .map(canonical)
    .filter((one) => !found.includes(one))
  return [
    ...view.problems,
    ...missing.map((one) => `the next write did not last: ${one}`),
    ...(await leftoversIn(join(world, 'library'))).map((path) => `left over: ${path}`),
  ].map((problem) => `after the next write: ${problem}`)
}

function memberOf(articleId: Id) {
  return { articleId, annotationId: null }
}

/** Temporary files of this computer; those of another one are not ours to remove. */
async function leftoversIn(library: string): Promise<string[]> {
  const { hostMark } = createDisk({ root: library, hostId })
  const isOurs = new RegExp(`^\\.~.+\\.\\d+\\.${hostMark}[0-9a-f]{5}\\.tmp$`, 'u')
  return (await readdir(library, { recursive: true })).filter((path) => isOurs.test(basename(path)))
}
