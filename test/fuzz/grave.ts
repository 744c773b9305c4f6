/** Things whose export is reviewed case by case at the least, wherever they go, each with its article. None of them can be EAR99. */
export const graveItems = [
  'an SLV stage',
  'a rocket stage',
  'an upper stage',
  'a booster stage',
  'a ballistic missile',
  'an ICBM',
  'a cruise missile',
  'an anti-ship missile',
  'a complete rocket system',
  'a space launch vehicle',
  'a sounding rocket',
  'a reentry vehicle',
  'a liquid rocket engine',
  'a solid rocket motor',
  'a hybrid rocket motor',
  'a guidance set',
  'a thrust vector control system',
  'a target drone',
] as const

/** One place of each kind: a partner and exempt, a partner, neither, and embargoed. */
export const places = ['Australia', 'India', 'Indonesia', 'Iran'] as const

/** A deal in words, for templates: its slots are `ask`, `item` and `place`. */
export const deal = '{ask} {item} to {place}'
