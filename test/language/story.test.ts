import { expect, test } from 'vitest'
import { ask } from '../licet.ts'

/** Who, where and when in a story: which place the deal is for, whose citizenship counts, and what only stands beside it. */
test.each([
  [
    'We lost the Vietnamese tender back in 2021. Now Norway is tendering for a complete launcher, 800 kg to LEO, commercial.',
    'case-by-case',
  ],
  ['In 2021 Saudi Arabia said no to our price. This time we pitch the 2 MN.s motor to Hungary.', 'case-by-case'],
  ['Last year China ordered a launcher stage, this week Japan ordered one. Can we ship?', 'policy-of-denial'],
  ['We quoted a stage to Beijing last year; now Spain wants one as well. May we deliver both?', 'policy-of-denial'],
  ['In 2022 we delivered a stage to Minsk. Now it has to be repaired in Warsaw.', 'policy-of-denial'],
  ['the stage was refused for Germany in 2020; now Belarus wants it', 'policy-of-denial'],
  [
    'Fairing halves for an Authorized User in Glasgow. Payment comes through a bank in Geneva. They stay in Scotland.',
    'exemption-possible',
  ],
  ['Fairing halves for an Authorized User in Glasgow; a bank in Geneva receives one for display', 'case-by-case'],
  ['igniters for a Canadian-registered firm in Winnipeg, paid through a bank in Moscow', 'need-facts'],
  ['A Texas company, subsidiary of a German group, buys our stage for use in Texas. Export?', 'not-an-export'],
  ['Customer sits in Houston; parent company is in Beijing. SLV stage, please advise.', 'policy-of-denial'],
  ['stage drawings for the Japanese parent of our Delaware company, 1 t to LEO launcher', 'case-by-case'],
  ['born in Caracas, lives in Madrid, passport unknown: drawings of our launcher stage?', 'policy-of-denial'],
  ['Our new hire in Denver used to be Chinese, has been a Swedish citizen only since 2020; ECCN 9E101 technology', 'case-by-case'],
  [
    'Our new hire in Denver used to be Chinese, has been a Swedish citizen only since 2020; drawings of the launcher stage',
    'policy-of-denial',
  ],
  ['We hire a foreign engineer for the stage drawings, the passport we only see next week. License?', 'need-facts'],
  ['New hire from Guam, US citizen, will work on the drawings of our launcher in Denver.', 'not-an-export'],
  ['Visitors from the Italian air force tour our motor factory in Utah and see the 3 MN.s motor being cast', 'case-by-case'],
  ['A Thai operator wants help mating its satellite to a Falcon 9 in Florida', 'case-by-case'],
  ['A stage for civil launchers. One wanted Tunis, that’s dead. What remains is Ankara.', 'case-by-case'],
  ['A stage for civil launchers. One wanted Tunis, that’s not dead. What remains is Ankara.', 'presumption-of-denial'],
  ['Training on a stage that lifts 1 t to LEO, slides in Russian, for Baku. Russia itself is not part of it.', 'presumption-of-denial'],
  ['a stage to Ankara for a civil launcher. The Kenyans got a no once, but that was years ago.', 'case-by-case'],
  ['a stage to Ankara for a civil launcher. The Kenyans got a no once, so they come through Ankara.', 'presumption-of-denial'],
  ['9A515.e.1 chips to Haifa for a civil satellite. We once lost a crate in Cyprus and fear the sea.', 'no-license'],
  ['9A515.e.1 chips to Haifa for a civil satellite. We once lost a crate in Cyprus and send another.', 'ask-counsel'],
  ['a research rocket that on its best day comes down 120 km away, to Quito; they got a grant (from Zurich)', 'case-by-case'],
  ['a research rocket that comes down 120 km away, to Quito', 'need-facts'],
  ['propellant tank, rocket class is 800 kg to orbit, Mexico', 'case-by-case'],
  ['propellant tank, rocket class is 800 kg to orbit, one of each to Mexico', 'presumption-of-denial'],
  ['9A515.e.2, 600 krad, usable in missiles vs nuke effects, satellites in Turin', 'case-by-case'],
  ['9A515.e.2, 600 krad, for missiles with nukes, hard vs nuke effects, Turin', 'prohibited'],
  ['a tug-of-war with tape: the machine (1B101 per our file) to Hungary for kayak masts', 'case-by-case'],
  ['7A103 for a rescue chopper in Oulu, one replacement unit', 'license-favorable'],
])('%s: %s', (question, verdict) => expect(ask(question).verdict).toBe(verdict))
