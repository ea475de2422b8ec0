import type { Place } from './block.ts'
import { nameWords, type DomElement } from './dom.ts'

/** What a list item may not hold: such an item is part of a layout, not of a list. */
const notInItems = 'h1,h2,h3,h4,h5,h6,table,figure,blockquote,pre,article,section,form'

/** The place inside a block element, given the place around it. */
export function placeIn(place: Place, element: DomElement): Place {
  const name = element.localName
  const isOneTextblock = place.form !== 'paragraph'
  if (name === 'ul' || name === 'ol' || name === 'menu') {
    if (place.form !== 'paragraph' && place.form !== 'list_item') return place
    const level = place.list === null ? 0 : place.level + 1
    return {
      ...place,
      form: 'paragraph',
      level,
      isOrdered: name === 'ol',
      list: place.list ?? element,
      element,
    }
  }
  if (name === 'li') return itemPlace(place, element)
  if (isOneTextblock) return place
  const heading = /^h([1-6])$/u.exec(name)
  if (heading !== null)
    return { ...outside(place), form: 'heading', level: Number(heading[1]), element }
  if (name === 'pre') return { ...outside(place), form: 'preformatted', element }
  if (name === 'blockquote') {
    return { ...outside(place), quote: place.quote ?? element, element }
  }
  if (name === 'figure') return figurePlace(place, element)
  if (isCaption(element)) {
    return { ...place, form: 'caption', figure: place.figure ?? element, quote: null, element }
  }
  return tablePlace(place, element) ?? { ...place, element }
}

/** Inside a list, anything but its items ends it. */
function outside(place: Place): Place {
  return { ...place, list: null }
}

function itemPlace(place: Place, element: DomElement): Place {
  const isLayout = place.list === null || element.querySelector(notInItems) !== null
  if (place.form !== 'paragraph') return place
  if (isLayout) return { ...place, list: null, element }
  return { ...place, form: 'list_item', element }
}

function figurePlace(place: Place, element: DomElement): Place {
  const holdsText = element.querySelector('table,blockquote,pre') !== null
  return { ...outside(place), figure: holdsText ? null : element, quote: null, element }
}

function isCaption(element: DomElement): boolean {
  if (element.localName === 'figcaption') return true
  if (element.localName !== 'p' && element.localName !== 'div') return false
  return /(?:^|\s)(?:wp-caption-text|image-caption|photo-caption|img-caption)(?:\s|$)/iu.test(
    element.getAttribute('class') ?? '',
  )
}

function tablePlace(place: Place, element: DomElement): Place | null {
  const name = element.localName
  if (name === 'table') {
    const isData = place.table === null && place.quote === null && isDataTable(element)
    return { ...outside(place), table: isData ? element : null, row: null, element }
  }
  if (place.table === null) return null
  if (name === 'caption') {
    return { ...place, form: 'caption', table: null, figure: element, element }
  }
  if (name === 'tr') return { ...place, row: element, element }
  if ((name === 'td' || name === 'th') && place.row !== null) {
    return { ...place, form: 'table_cell', isHeader: name === 'th', element }
  }
  return null
}

/** Tables that hold data, not the layout of a page: two rows or columns and more, small cells. */
function isDataTable(table: DomElement): boolean {
  const role = table.getAttribute('role')
  if (role === 'presentation' || role === 'none') return false
  if (nameWords(table).some((word) => word === 'layout')) return false
  if (table.querySelector('table,h1,h2,form,figure,article,section,iframe,blockquote') !== null)
    return false
  const rows = [...table.querySelectorAll('tr')]
  const cells = [...table.querySelectorAll('td,th')]
  if (rows.length < 2 || cells.length < 2 * rows.length - 1) return false
  return cells.every((cell) => {
    const isShort = (cell.textContent ?? '').length <= 500
    return isShort && [...cell.querySelectorAll('p,div,br,hr')].length <= 6
  })
}
