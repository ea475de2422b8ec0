import { AppError } from '../../../shared/errors.ts'

/** The page has an article perhaps, but not one that can be got at safely. */
export function tooComplex(cause?: unknown): AppError {
  return new AppError(
    'too-complex',
    'This page is built in a way that Pressmark can’t take apart safely. Nothing was captured; paste its text instead.',
    { cause },
  )
}

/** There is nothing to read on the page. */
export function emptyPage(): AppError {
  return new AppError(
    'empty-page',
    'The page is empty: it holds no text. Nothing was captured; if your browser shows an article there, save the page from it and add the file.',
  )
}

/** The page's text would only come from running its scripts. */
export function scriptOnly(): AppError {
  return new AppError(
    'script-only-page',
    'This page shows its text only after running scripts, which Pressmark never does. Nothing was captured; save the page from your browser and add the file.',
  )
}

/** The page shows something, but nothing that reads like an article. */
export function noArticle(): AppError {
  return new AppError(
    'empty-page',
    'No article was found on this page, only menus and the like. Nothing was captured; if your browser shows one, save the page from it and add the file, or paste its text.',
  )
}
