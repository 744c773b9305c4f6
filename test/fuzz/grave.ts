/** Items, with article, that need at least a case-by-case review to any destination. None can be EAR99. */
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

/** One place of each kind: a partner with an exemption, a partner, another country, an embargoed one. */
export const places = ['Australia', 'India', 'Indonesia', 'Iran'] as const

/** The template of a deal. */
export const deal = '{ask} {item} to {place}'

/** Uses for weapons of mass destruction, to follow "for". */
export const wmdUses = [
  'a nuclear missile',
  'a nuclear device',
  'delivering VX',
  'spreading nerve agents',
  'a sarin warhead',
  'novichok',
  'mustard gas shells',
  'an atomic bomb',
  'a thermonuclear warhead',
  'weaponized anthrax',
  'tabun',
  'a biological weapon',
  'chemical munitions',
  'ricin',
  'a dirty bomb',
] as const

/** Things that are EAR99 if somebody says so. */
export const harmless = ['valves', 'blades', 'bolts', 'cables', 'paint', 'gaskets', 'hoses', 'batteries']

/** Places in the United States. */
export const states = ['Texas', 'Ohio', 'the US']
