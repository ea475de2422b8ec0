import { arch, cpus, hostname, loadavg, release, totalmem, type } from 'node:os'

/** The machine that measured: milliseconds mean nothing without it. */
export type Machine = {
  name: string
  cpu: string
  cores: number
  memoryGb: number
  os: string
  node: string
  /** How many processes waited for a processor in the minute before; 0 where the system doesn't tell. */
  load: number
  /** The moment of the run, an ISO 8601 UTC string. */
  at: string
}

/** This machine, now. */
export function thisMachine(): Machine {
  const processors = cpus()
  return {
    name: hostname(),
    cpu: processors[0]?.model.trim() ?? 'unknown processor',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    os: `${type()} ${release()} ${arch()}`,
    node: process.versions.node,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    at: new Date().toISOString(),
  }
}

/** The machine in a line. */
export function machineInWords({ name, cpu, cores, memoryGb, os, node, at }: Machine): string {
  return `${name}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${os}, Node ${node}, ${at}`
}

/** What is doubtful about measuring on this machine now, in a sentence; null: nothing. */
export function doubtAbout({ load, cores }: Pick<Machine, 'load' | 'cores'>): string | null {
  if (load <= cores / 2) return null
  return `Busy: the load was ${load} on ${cores} cores, and contention weighs on short waits most. Measure again on a machine that does nothing else.`
}
