import { describe, expect, test } from 'vitest'
import { creditStart, furnitureOf, isAuthorNote } from './furniture.ts'

const furniture: Record<string, readonly string[]> = {
  'reading time': [
    '3 Min Read', '3-min read', '5 minutes read', '12 min. read', '3–5 minute read', 'Reading time: 4 minutes',
    'Lesezeit: 3 Min.', 'Temps de lecture : 4 min', 'Tiempo de lectura: 2 min', '2 min de lectura', 'Leestijd: 5 minuten',
  ],
  'advertisement marker': [
    '- Advertisement -', 'Advertisement', 'ADVERTISEMENT - CONTINUE READING BELOW', '— Advertisement —', '[Advertisement]',
    'Story continues below advertisement', 'Article continues below', 'Anzeige', 'Publicité', 'Advert', 'إعلان', '広告',
  ],
  comments: [
    'Leave a Comment', 'Leave a Reply', 'Post Comment', 'Comments', 'Comments (12)', '3 Comments', '1,204 comments',
    'No comments yet', 'View all comments', 'Kommentare', 'Laisser un commentaire', 'Отзывы',
  ],
  'share and follow links': [
    'Share this article', 'Share', 'Share on Facebook', 'Share Tweet Email', 'Facebook | Twitter | WhatsApp', 'Follow us on Twitter',
    'Artikel teilen', 'Partager', 'Copy link',
  ],
  newsletter: [
    'Join our newsletter', 'Sign up for our daily newsletter', 'Subscribe to the Morning Tern newsletter', 'Newsletter abonnieren',
    'Enter your email address', 'Subscribe now',
  ],
  'pop-up': ['This will close in 20 seconds', 'This popup will close in 5 seconds.', 'This will close in seconds'],
  'links to other articles': [
    'READ ALSO: Ferry fares to rise in May', 'Related: The tunnel that never was', 'Related', 'Read more', 'You may also like',
    'Lesen Sie auch', 'À lire aussi : La gare', 'More from The Harbour Ledger', '関連記事',
  ],
  'most read': ['Most read', 'Most Popular', 'Trending now', 'Meistgelesen', 'Les plus lus', 'الأكثر قراءة'],
  'rights notice': [
    'All rights reserved.', 'All rights reserved. Privacy Terms', '© 2026 The Daily Tern. All rights reserved. Contact the desk.',
    'Copyright 2026 Coastwire', '© 2026 Küstenbote. Alle Rechte vorbehalten', 'Tous droits réservés', '無断転載を禁じます',
  ],
  'cookie notice': [
    'We use cookies to improve your experience on our site.', 'We value your privacy. Accept all cookies?', 'Cookie settings',
  ],
  'subscription notice': ['Subscribe to keep reading', 'Already a subscriber? Log in', 'This story is for subscribers.'],
  tags: ['Tags: bridge, budget', 'Filed under: Politics'],
  'page control': ['Skip to content', 'Load more posts', 'Link to this post', 'Back to top', 'Loading…'],
  'photo credit': [
    'Photo by ALEX BRANDON/POOL/AFP via Getty Images', '(Photo by Corvid Pictures via Stillhouse)', '(Image credit: Getty Images)',
    'Photo: Ledger staff', '© John Brecher', 'Getty Images', 'Reuters', 'AFP/Getty Images', 'Jane Doe/Reuters', 'File photo',
    'Foto: Marta Ellingsen', 'Crédit photo : Noël Dufrêne', 'Jane Doe via Getty Images', 'Photograph: Jane Doe/The Harbour Ledger',
  ],
  'date line': [
    'March 4, 2026', '1 March 2026', 'Last updated 14:52, 11 March 2026', 'Published 1 day ago', '1. März 2026, 18:30 Uhr',
    '2026年3月1日 20時00分', '١ مارس ٢٠٢٦', 'Wed 4 Mar 2026 09.12 GMT', '2026-03-04 09:12', 'Updated: 03/04/2026 9:12 AM EST',
  ],
} // prettier-ignore

describe.each(Object.entries(furniture))('%s', (reason, lines) => {
  test.each(lines)('“%s” is no part of an article', (line) => {
    expect(furnitureOf(line)?.reason).toBe(reason)
  })
})

test('credits and dates have kinds of their own', () => {
  expect(furnitureOf('Getty Images')?.kind).toBe('credit')
  expect(furnitureOf('March 4, 2026')?.kind).toBe('dateline')
  expect(furnitureOf('Leave a Comment')?.kind).toBe('furniture')
})

test.each([
  'Leave a comment period of thirty days, the agency said.',
  'Three minutes of reading time, she said, is all that anyone gives her.',
  'Advertisement revenue fell by a third, the paper said.',
  'Advertisements for the ferry hung in every shop.',
  'Photo by photo, she rebuilt the album.',
  'Photo by Jane Doe shows the bridge before dawn.',
  'Images of the flood were shared by thousands.',
  'Reuters reported on Tuesday that the bank would close.',
  'According to AFP, the minister resigned.',
  'Read more: it is the only cure, said the librarian.',
  'Read more books, the minister told pupils, and fewer screens.',
  'Related companies must register, the court held.',
  'Share prices fell after Facebook reported its results.',
  'Follow us, the guide called, and nobody moved.',
  'Join our newsletter team, the editor begged; nobody did.',
  '“This will close in 20 seconds,” the guard shouted.',
  'This will close in 20 seconds or so, the guard said.',
  'All rights reserved to the tribe by treaty were lost.',
  'She printed one line under it: all rights reserved for no one.',
  'We use cookies to lure the bears, the ranger said.',
  'We use cookies to improve the site, “or so we tell people”, he said.',
  'Comments by the minister drew anger.',
  'Comment is free, but facts are sacred.',
  'In May 2026 the bridge will close.',
  'On 1 March 2026, the council voted.',
  'March 4 was a day of mourning.',
  '2 April',
  'May',
  '1984',
  'Loading the ferry takes an hour.',
  'Tags: he wore them all.',
  'Trending now is the old hat.',
  'Back to top form, the striker scored twice.',
  'Subscribers to the service numbered 40.',
  'Ten things to know',
  'Why we left',
])('“%s” is prose', (line) => {
  expect(furnitureOf(line)).toBeNull()
})

test.each([
  ['Mayor Lindqvist on the bridge. (Photo by Corvid Pictures via Stillhouse)', '(Photo by Corvid'],
  ['The north quay on Monday. Photo: Ledger staff', 'Photo: Ledger staff'],
  ['The quay, seen from the north (Getty Images)', '(Getty Images)'],
  ['The quay\n© Marta Ellingsen', '© Marta'],
])('“%s” ends in a credit', (caption, credit) => {
  const start = creditStart(caption)
  expect(start).not.toBeNull()
  expect(caption.slice(start ?? 0).startsWith(credit)).toBe(true)
})

test.each([
  'The quay on Monday.',
  'The quay. A photo by night.',
  'The mayor (left) with Getty, the dog',
])('“%s” ends without a credit', (caption) => {
  expect(creditStart(caption)).toBeNull()
})

test.each([
  'Rasmus Ekwall covers the city for the Tern. Follow him for more.',
  'Jo Ray is a staff writer at the Ledger who covers ports.',
  'You can reach the author at desk@ledger.example',
])('“%s” is about the writer', (line) => {
  expect(isAuthorNote(line)).toBe(true)
})

test.each([
  'Police officers follow him everywhere, she said.',
  'Solvang is a reporter, he said, “and nothing else.”',
  'The editor was asked to follow them into the hold.',
])('“%s” is not about the writer', (line) => {
  expect(isAuthorNote(line)).toBe(false)
})
