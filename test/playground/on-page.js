/* Runs in the browser, next to Microsoft's renderer of cards. */

/** Teams reads Markdown in text blocks: bold, and escaped characters. */
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  result.outputHtml = safe.replace(/\*\*(.+?)\*\*/g, '<b>$1</b>').replace(/\\([\\`*_[\]#~|{}])/g, '$1')
  result.didProcess = true
}

/** Draws a card on the page. */
globalThis.drawCard = ({ json, config }) => {
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = new AdaptiveCards.HostConfig(config)
  card.parse(json)
  document.body.append(card.render())
}

/** The parts of a CSS color: red, green and blue from 0 to 255, and opacity from 0 to 1. */
const partsOf = (css) => {
  const [red = 0, green = 0, blue = 0, cover = 1] = (css.match(/[\d.]+/g) ?? []).map(Number)
  return { rgb: [red, green, blue], cover }
}

const over = ({ rgb, cover }, back) => rgb.map((part, index) => part * cover + back[index] * (1 - cover))

/** The background color behind an element. */
const backgroundOf = (element) => {
  if (element === null) return [255, 255, 255]
  const color = partsOf(getComputedStyle(element).backgroundColor)
  return color.cover === 1 ? color.rgb : over(color, backgroundOf(element.parentElement))
}

/** Relative luminance and contrast, as defined by WCAG 2. */
const luminance = (rgb) => {
  const [red, green, blue] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrastOf = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** Every element that is wider than the page or has too little contrast. */
globalThis.faultsOnPage = () => {
  const { clientWidth: width, scrollWidth } = document.documentElement
  const faults = scrollWidth > width ? [`the card is ${scrollWidth} wide, not ${width}`] : []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode() !== null) {
    const words = texts.currentNode.textContent.trim()
    const element = texts.currentNode.parentElement
    if (words === '' || element.closest('button, select, script') !== null) continue
    const range = document.createRange()
    range.selectNodeContents(texts.currentNode)
    const box = range.getBoundingClientRect()
    if (box.width === 0) continue
    if (box.right > width + 1 || box.left < -1) faults.push(`it stands out: ${words.slice(0, 40)}`)
    const back = backgroundOf(element)
    const contrast = contrastOf(over(partsOf(getComputedStyle(element).color), back), back)
    if (contrast < 4.5) faults.push(`a contrast of ${contrast.toFixed(1)}: ${words.slice(0, 40)}`)
  }
  return document.body.innerText.trim() === '' ? [...faults, 'nothing is drawn'] : faults
}
