/**
 * Whole lines that pages set between, before and after their articles, by reason; phrases parted by
 * `|`, `#` for a number. Compared in lower case, punctuation at the edges taken off.
 */
const table: Record<string, string> = {
  'reading time': `
    # min read | # mins read | # minute read | # minutes read | # min. read | # min reading | read time # min
    | # min reading time | # minutes reading time | reading time # min | reading time # mins | reading time # minutes
    | reading time: # min | reading time: # mins | reading time: # minutes | read time: # min | read time: # minutes
    | estimated reading time: # minutes | estimated reading time # minutes | # min de lecture | # minutes de lecture
    | temps de lecture : # min | temps de lecture: # min | lesezeit: # min | lesezeit # min | lesezeit: # minuten
    | lesezeit # minuten | lesedauer: # min | lesedauer: # minuten | # min lesezeit | # min. lesezeit | # minuten lesezeit
    | # min de lectura | # minutos de lectura | tiempo de lectura: # min | # min di lettura | # minuti di lettura
    | tempo di lettura: # min | # min de leitura | # min leestijd | leestijd: # min | leestijd: # minuten | 読了時間: #分`,
  'advertisement marker': `
    advertisement | advertisements | advert | adverts | advertising | sponsored | sponsored content | paid content
    | advertisement - continue reading below | advertisement continue reading below | advertisement scroll to continue
    | advertisement - story continues below | continue reading below | article continues below | story continues below
    | article continues below this ad | article continues after ad | article continues after advertisement
    | article continues below advertisement | story continues below advertisement | story continues after advertisement
    | story continues below this ad | scroll to continue | scroll down to continue | scroll to continue with content
    | skip advertisement | skip ad | anzeige | werbung | publicité | publicidad | pubblicità | advertentie | reklam
    | reklama | реклама | 広告 | إعلان | اعلان | 광고 | publicidade | annons | annonse | annonce`,
  comments: `
    leave a comment | leave a reply | leave a comment below | post comment | post a comment | add comment | add a comment
    | write a comment | comment | comments | # comment | # comments | comments (# | no comments | no comments yet
    | # responses | view comments | view all comments | view # comments | show comments | read comments | load comments
    | load more comments | see all comments | comments are closed | comments are off for this post
    | join the conversation | join the discussion | tell us what you think | tell us what you think in the comments
    | cancel reply | leave a reply cancel reply | start the conversation | submit comment | kommentar | kommentare
    | # kommentare | kommentar schreiben | kommentar hinterlassen | commentaires | # commentaires | laisser un commentaire
    | comentarios | deja un comentario | deja una respuesta | commenti | lascia un commento | reacties | отзывы | комментарии | добавить отзыв
    | оставить комментарий | добавить комментарий | deixe um comentário | deixe uma resposta | comentários
    | dodaj komentarz | komentarze | komentáře | yorumlar | lascia una risposta | tinggalkan komentar`,
  'share and follow links': `
    share | share this | share this article | share this story | share this post | share this page | share article
    | share via | share on | share on facebook | share on twitter | share on x | share on whatsapp | share on linkedin
    | tweet | tweet this | pin it | click to share | follow us | follow us on | follow us on twitter | follow us on x
    | follow us on facebook | follow us on instagram | follow us on google news | like us on facebook | copy link
    | link copied | email this | email this article | print this article | save this story | teilen | artikel teilen
    | partager | partager cet article | compartir | condividi | deel dit artikel | partilhar | compartilhar | dela | del`,
  newsletter: `
    newsletter | newsletters | newsletter signup | newsletter sign-up | newsletter abonnieren | sign up | sign up now
    | sign up here | subscribe | subscribe now | subscribe here | enter your email | enter your email address
    | your email | your email address | email address | s'abonner | suscríbete | jetzt anmelden | join our mailing list`,
  'most read': `
    most read | most popular | most viewed | most shared | most commented | most recent | trending | trending now
    | trending stories | popular | popular now | popular posts | popular stories | latest | latest news | latest stories
    | latest posts | recent posts | top stories | editor's picks | editors' picks | meistgelesen | am meisten gelesen
    | les plus lus | самые популярные | популярное | mais lidas | mais populares | najczęściej czytane
    | en çok okunanlar | lo más leído | lo más visto | più letti | i più letti | meest gelezen | mest läst | mest lest
    | الأكثر قراءة | アクセスランキング`,
  'links to other articles': `
    also read | read also | read more | read next | read this next | see also | related | related article
    | related articles | related story | related stories | related post | related posts | related coverage
    | related content | related news | related topics | related links | related reading | more stories | more news
    | more coverage | more on this story | more like this | recommended | recommended for you | recommended stories
    | recommended reading | you may like | you may also like | you might like | you might also like
    | you may also be interested in | you might also be interested in | don't miss | up next | lesen sie auch
    | mehr zum thema | auch interessant | das könnte sie auch interessieren | à lire aussi | lire aussi | à lire également
    | lea también | te puede interesar | leggi anche | lees ook | les også | läs också | lue myös | læs også
    | você pode gostar | você também pode gostar | você pode se interessar | leia também | leia mais | veja também
    | saiba mais | lea más | ver también | también te puede interesar | potrebbe interessarti
    | potrebbero interessarti | ti potrebbe interessare | articoli correlati | vous aimerez aussi | articles similaires
    | ces articles peuvent vous intéresser | voir aussi | sur le même sujet | weiterlesen | mehr dazu | siehe auch
    | читайте также | смотрите также | похожие статьи | ещё по теме | по теме | zobacz także | zobacz też
    | czytaj także | czytaj też | przeczytaj także | čtěte také | přečtěte si také | mohlo by vás zajímat
    | bunlar da ilginizi çekebilir | ilgili haberler | baca juga | 관련기사 | 相关新闻 | 相关阅读 | 関連記事 | اقرأ أيضا | اقرأ أيضًا`,
  'subscription notice': `
    subscribe to keep reading | subscribe to continue reading | subscribe now to continue reading | already a subscriber
    | already a subscriber? log in | already a subscriber? sign in | already a member? log in | log in | sign in
    | log in to continue | sign in to continue | this story is for subscribers | this story is for subscribers only
    | this article is for subscribers only | this content is for subscribers only | to continue reading, subscribe`,
  'page control': `
    skip to content | skip to main content | back to top | load more | load more posts | load more stories
    | link to this post | permalink | please enable javascript | this slideshow requires javascript | loading
    | click to enlarge | click to expand | show more | show less | view gallery | view all | next | previous | menu
    | search | close | print | play video | watch live | toggle navigation | continue reading`,
  'cookie notice': `
    accept cookies | accept all cookies | cookie settings | cookie preferences | cookie policy | cookie notice
    | privacy settings | privacy policy | we value your privacy`,
  'rights notice': `all rights reserved | alle rechte vorbehalten | tous droits réservés
    | todos los derechos reservados | tutti i diritti riservati | 無断転載を禁じます | جميع الحقوق محفوظة`,
}

const reasons = new Map<string, string>()
for (const [reason, phrases] of Object.entries(table)) {
  for (const phrase of phrases.split('|')) reasons.set(plain(phrase), reason)
}

/** Why a whole line is furniture, where it is one of the phrases of the table; null otherwise. */
export function reasonOfLine(line: string): string | null {
  return reasons.get(plain(line)) ?? null
}

function plain(line: string): string {
  return line
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/\d[\d.,]*/gu, '#')
    .replace(/#\s*[-–]\s*#/gu, '#')
    .replace(/(#)[-\s]*(?=\p{L})/gu, '$1 ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s\-–—*_•·.…!?:()[\]|»›→"“”]+|[\s\-–—*_•·.…!?:()[\]|»›→"“”]+$/gu, '')
}
