/** The last two parts of a folder's path, which tell it from others: `Documents/Pressmark`. */
export function folderWords(folder: string): string {
  return folder
    .split(/[/\\]/u)
    .filter((part) => part !== '')
    .slice(-2)
    .join('/')
}
