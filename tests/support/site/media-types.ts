import type { Answer, Behaviours } from './answer.ts'
import { send } from './answer.ts'
import { articlePage } from './fiction.ts'

/** Bytes under a type that need not be theirs. */
function typed(type: string | null, body: string | Uint8Array): Answer {
  return ({ response }) => send(response, body, type)
}

const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

/** Pages that are called something else, and things that are no page. */
export const mediaTypes: Behaviours = {
  '/type/octet': typed('application/octet-stream', articlePage('A page called bytes')),
  '/type/none': typed(null, articlePage('A page without a type')),
  '/type/pdf': typed('application/pdf', pdf),
  '/type/json': typed('application/json', JSON.stringify({ title: 'Not a page' })),
  '/type/picture': typed('image/png', png),
}
