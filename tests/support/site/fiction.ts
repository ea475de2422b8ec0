/** A page of fiction that is plainly an article, so that nothing but the answer around it is odd. */
export function articlePage(title: string, words = 'The ferry to Little Skarn'): string {
  const paragraph = `${words} will leave an hour later from Monday, the harbour office said, since the tide table that it was planned by belongs to another year. Nobody has been left on the quay so far.`
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>${`<p>${paragraph}</p>`.repeat(6)}</article></body></html>`
}
