/** The names of files that can be captured. */
export const fileEndings = ['.html', '.htm', '.xhtml', '.txt'] as const
