import { describe, expect, test } from 'vitest'
import { talk } from '../licet.ts'

describe('after a question about a rule, a message that names a destination makes it a deal', () => {
  test.each([
    [['is an igniter ITAR?', 'ok, say it goes to a university in Brisbane'], 'exemption-possible'],
    [['Is 0.95 MN·s Category I?', 'Right, Category II then. The customer is a yard in Gdansk.'], 'case-by-case'],
    [['what is a payload fairing under the USML?', 'fine. our buyer is in Leeds'], 'exemption-possible'],
  ])('%j', (turns, verdict) => expect(talk(...turns).verdict).toBe(verdict))

  test.each([
    [['is a payload fairing ITAR?', 'what changed for Japan in 2025?']],
    [['is a stage Category I?', 'does the MTCR bind Chile?']],
  ])('not %j', (turns) => expect(talk(...turns).verdict).toBeNull())
})

describe('a town named alone is the destination', () => {
  test.each([
    ['tea estate, Kericho. spraying drone that flies itself, 25 litre tank. any missile rule?', 'KE'],
    ['Perm the town. EAR99 bearings, the end user makes solid motors.', 'RU'],
    ['Thales Belfast, igniters x 300, unclassified', 'GB'],
    ['a fairing for Halifax, West Yorkshire', 'GB'],
  ])('%s', (text, country) => expect(talk(text).answers.map(({ destination }) => destination)).toContain(country))

  test.each(['Alexandria, we have igniters. Can we sell them?', 'Florence, can we sell igniters?'])('but not in: %s', (text) =>
    expect(talk(text).answers.every(({ destination }) => destination === null)).toBe(true),
  )
})
