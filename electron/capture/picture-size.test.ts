import { describe, expect, it } from 'vitest'
import { pictureTypeOf } from './fetch/media-type.ts'
import { pictureSizeOf } from './picture-size.ts'

/** Pictures of one colour, 7 by 5 pixels, as Pillow writes them. */
const files = {
  png: 'iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAIAAAAG+GGPAAAAFElEQVR4nGPcYmPDgAGYMIWoIgoAgZwBNkgLPqQAAAAASUVORK5CYII=',
  gif: 'R0lGODdhBwAFAIEAALQ8PAAAAAAAAAAAACwAAAAABwAFAAAIDAABCBxIsKDBgwcDAgA7',
  jpeg: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P//////////////////////////////////////////////////////////2wBDAaq0tPDS8P//////////////////////////////////////////////////////////////////////////////wAARCAAFAAcDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAQL/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCQAt//2Q==',
  'progressive jpeg':
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P//////////////////////////////////////////////////////////2wBDAaq0tPDS8P//////////////////////////////////////////////////////////////////////////////wgARCAAFAAcDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAUAQEAAAAAAAAAAAAAAAAAAAAB/9oADAMBAAIQAxAAAAGAf//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAQUCf//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQMBAT8Bf//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQIBAT8Bf//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEABj8Cf//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAT8hf//aAAwDAQACAAMAAAAQD//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQMBAT8Qf//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQIBAT8Qf//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAT8Qf//Z',
  webp: 'UklGRjAAAABXRUJQVlA4ICQAAABwAQCdASoHAAUACQCsJaACdAFAAAD+15Tk/S96182dvqAAAAA=',
  'lossless webp': 'UklGRh4AAABXRUJQVlA4TBEAAAAvBgABAAdQntKWp/+BiOh/AAA=',
  'webp with alpha':
    'UklGRlQAAABXRUJQVlA4WAoAAAAQAAAABgAABAAAQUxQSAoAAAABB1CtiAhERP8DVlA4ICQAAABwAQCdASoHAAUACQCsJaACdAFAAAD+15Tk/S96182dvqAAAAA=',
  avif: 'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAAIgAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAABwAAAAUAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwAAAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQBAoMEAAAAKm1kYXQSAAoIGAi0aICGg0IyFB+Xh4UV3///4sAAAJA1jjtxS/ag',
}

/** The same, to be shown a quarter turn to the right. */
const turned = {
  jpeg: '/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P//////////////////////////////////////////////////////////2wBDAaq0tPDS8P//////////////////////////////////////////////////////////////////////////////wAARCAAFAAcDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAQL/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCQAt//2Q==',
  avif: 'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAAD1bWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAEdAAAAIgAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAAB0aXBycAAAAFRpcGNvAAAAFGlzcGUAAAAAAAAABwAAAAUAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwAAAAAE2NvbHJuY2x4AAEADQAGgAAAAAlpcm90AwAAABhpcG1hAAAAAAAAAAEAAQUBAoMEhQAAACptZGF0EgAKCBgItGiAhoNCMhQfl4eFFd///+LAAACQNY47cUv2oA==',
}

/** Reads the size of a file as capture does: its first bytes say what it is. */
function sizeOf(bytes: Uint8Array) {
  return pictureSizeOf(bytes, pictureTypeOf(bytes)?.mediaType ?? '')
}

describe('the size of a picture', () => {
  it.each(Object.entries(files))('is read from a %s', (_, base64) => {
    expect(sizeOf(Buffer.from(base64, 'base64'))).toEqual({ width: 7, height: 5 })
  })

  it.each(Object.entries(turned))(
    'is that of the upright picture, from a turned %s',
    (_, base64) => {
      expect(sizeOf(Buffer.from(base64, 'base64'))).toEqual({ width: 5, height: 7 })
    },
  )

  it('is never guessed: a file cut anywhere gives the size or nothing', () => {
    for (const [name, base64] of Object.entries({ ...files, ...turned })) {
      const whole = Buffer.from(base64, 'base64')
      for (let length = 0; length < whole.length; length += 1) {
        const size = sizeOf(whole.subarray(0, length))
        const known = size === null ? [] : [size.width, size.height].toSorted((a, b) => a - b)
        expect(size === null || known.join() === '5,7', `${name} cut at ${length}`).toBe(true)
      }
    }
  })

  it('is unknown where there is none, and for what is no picture', () => {
    const empty = Buffer.from(files.png, 'base64').fill(0, 16, 24)
    expect(sizeOf(empty)).toBeNull()
    expect(pictureSizeOf(Buffer.from('<html>'), 'text/html')).toBeNull()
  })
})
