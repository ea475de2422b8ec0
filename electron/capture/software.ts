import linkedom from 'linkedom/package.json' with { type: 'json' }
import readability from '@mozilla/readability/package.json' with { type: 'json' }

/** Name and version of each program that had a hand in a capture. */
export function softwareOf(version: string): Record<string, string> {
  return {
    pressmark: version,
    readability: readability.version,
    linkedom: linkedom.version,
    node: process.versions.node,
  }
}

/** How Pressmark presents itself to sites: honestly. */
export function userAgentOf(version: string): string {
  return `Pressmark/${version} (news archiving for research; fetches single pages at a reader's request)`
}
