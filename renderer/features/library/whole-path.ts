/** Where a file of the library lies on this machine: what one types to find it. A whole path stays. */
export function wholePath(folder: string | null, path: string): string {
  if (folder === null || /^(?:[/\\]|[a-z]:)/iu.test(path)) return path
  const separator = folder.includes('\\') ? '\\' : '/'
  const inFolder = folder.endsWith(separator) ? folder : `${folder}${separator}`
  return `${inFolder}${path.replaceAll('/', separator)}`
}
