/** What browsers of many languages add to a page's name for the folder that they save beside it. */
const endings =
  'files|file|fichiers|dateien|archivos|arquivos|ficheiros|bestanden|filer|filen|tiedostot|pliki|soubory|subory|dosyalar|dosyaları|fajlovi|fitxers|fisiere|elemei|datoteke|failid|faili|bylos|skjol'
const savedFolder = new RegExp(`^.+[_\\-. ](?:${endings})$`, 'iu')
const folderEnding = new RegExp(`^[_\\-. ](?:${endings})$`, 'iu')

/** A file beside a page, named from the page's own folder; bytes null: it is there, but too large. */
export type FileBeside = { name: string; bytes: Uint8Array<ArrayBuffer> | null }

/** Such a file before it is read. */
export type UnreadFile = {
  name: string
  sizeBytes: number
  read: () => Promise<Uint8Array<ArrayBuffer>>
}

/** What comes along with one page at most: a page with all of it still fits into one message. */
export const besideLimits = {
  files: 1_000,
  fileBytes: 10 * 1024 * 1024,
  allBytes: 30 * 1024 * 1024,
} as const

/** Whether a folder is called like one that a browser saved beside a page. */
export function isSavedFolder(name: string): boolean {
  return savedFolder.test(name)
}

/** The folder that was saved with a page, of those that lie beside it; null where none is called so. */
export function folderSavedWith(pageName: string, folders: readonly string[]): string | null {
  const stem = plain(pageName.replace(/\.[^.]*$/u, ''))
  const found = folders.find((folder) => {
    const name = plain(folder)
    return name.startsWith(stem) && folderEnding.test(name.slice(stem.length))
  })
  return found ?? null
}

/** The files that may be pictures, read within {@link besideLimits}; the first of them where they are too many. */
export async function readBeside(files: readonly UnreadFile[]): Promise<FileBeside[]> {
  const beside: FileBeside[] = []
  let room: number = besideLimits.allBytes
  const taken = files.filter(({ name }) => mayBePicture(name)).slice(0, besideLimits.files)
  for (const { name, sizeBytes, read } of taken) {
    const isTooLarge = sizeBytes > besideLimits.fileBytes || sizeBytes > room
    if (!isTooLarge) room -= sizeBytes
    beside.push({ name, bytes: isTooLarge ? null : await read() })
  }
  return beside
}

/** Programs, styles, fonts and films lie in such a folder, too. */
function mayBePicture(name: string): boolean {
  const other =
    /\.(?:m?js|css|x?html?|woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|og[gav]|json|map|xml|txt|php|pdf)(?:\.download)?$/iu
  return !other.test(name)
}

/** One spelling, whatever the system makes of accents and case. */
function plain(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
