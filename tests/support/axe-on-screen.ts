import axe from 'axe-core'

/** What axe finds wrong with a part of the page, a line each; a sound part has none. */
export async function axeFaults(within: Element = document.body): Promise<string[]> {
  // What is still fading in has no contrast yet.
  for (const animation of document.getAnimations()) {
    if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish()
  }
  const { violations } = await axe.run(within, {
    resultTypes: ['violations'],
    // A part alone in a page is no whole page: landmarks and headings are looked at there.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`,
    ),
  )
}
