/** Writes the third-party notices anew: `npm run notices`, after a dependency has changed. */
import { writeFileSync } from 'node:fs'
import { noticesFile, noticesOf, thirdParties } from './third-party.ts'

const packages = thirdParties()
writeFileSync(noticesFile, noticesOf(packages))
console.log(`${packages.length} packages in ${noticesFile}`)
