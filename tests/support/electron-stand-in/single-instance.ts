import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type SecondStart = (args: string[], folder: string) => void

/**
 * Claims a profile for this process. A later process leaves its arguments beside the claim and says so
 * by a signal; a claim of a process that is gone is taken over.
 */
export function claimInstance(profile: string, onSecondStart: SecondStart): boolean {
  const claim = join(profile, 'stand-in-instance')
  const owner = ownerOf(claim)
  if (owner !== null && owner !== process.pid) {
    const note = join(profile, `stand-in-start-${process.pid}.json`)
    writeFileSync(`${note}.new`, JSON.stringify([process.argv, process.cwd()]))
    renameSync(`${note}.new`, note)
    process.kill(owner, 'SIGUSR2')
    return false
  }
  process.on('SIGUSR2', () => {
    for (const name of readdirSync(profile)) {
      if (!/^stand-in-start-\d+\.json$/u.test(name)) continue
      const [args, folder] = JSON.parse(readFileSync(join(profile, name), 'utf8'))
      rmSync(join(profile, name))
      onSecondStart(args, folder)
    }
  })
  mkdirSync(profile, { recursive: true }) // Electron makes its own standard folder
  writeFileSync(claim, String(process.pid))
  return true
}

function ownerOf(claim: string): number | null {
  try {
    const owner = Number(readFileSync(claim, 'utf8'))
    process.kill(owner, 0)
    return owner
  } catch {
    return null // nobody claimed it, or whoever did is gone
  }
}
