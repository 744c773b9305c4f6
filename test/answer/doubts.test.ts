import { describe, expect, test } from 'vitest'
import { talk } from '../licet.ts'
import { severity, type ShownVerdict } from '../../src/engine/shown-verdict.ts'

/** Conversations (messages separated by ` // `) that must lead to a question: what it is about, and its key in `asks`. */
const held: ReadonlyArray<readonly [conversation: string, asksAbout: RegExp, key: string]> = [
  // a condition that the asker denies or does not know
  ['payload fairing to Gilmour in Australia, not sure they are an Authorized User', /not sure/, 'end-user'],
  ['igniters to the UK, we do not know who the end user is', /do not know who the end user is/, 'end-user'],
  // places inside the United States
  ['Could the customer pick it up in Texas himself so that we are not the exporter?', /pick it up/, 'destination'],
  ['Can the customer collect our rocket stage in Texas?', /collect|Texas/, 'destination'],
  ['Our US Army garrison in Ellenstadt wants two rocket stages', /Ellenstadt|country/, 'destination'],
  ['We are an American company and want to export our rocket engine', /[Cc]ountry/, 'destination'],
  ['engineer in Ohio with two passports needs our stage drawings', /citizenships/, 'nationality'],
  ['SLV stage to a company in Texas owned by a family trust', /owned by/, 'end-user'],
  // an unknown thing beside a known list entry
  ['EAR99 bolts and a frobnicator to Germany for a car plant', /frobnicator/, 'item'],
  ['EAR99 bolts to Germany for a car plant, plus 4 frobnicators', /frobnicator/, 'item'],
  ['can we ship a frobnicator and EAR99 bolts to Germany for a car plant', /frobnicator/, 'item'],
  ['EAR99 bolts to Germany for a car plant. They also want a frobnicator.', /frobnicator/, 'item'],
  // figures
  ['USML IV(d)(7) to Australia, the engineer says it is 0.86 MN.s', /0\.86 MN/, 'range'],
  ['sounding rocket stage to Australia, range 180 km, or it may be 700', /700/, 'range'],
  ['sounding rocket stage to Australia, range 180 km // or it may be 700', /reach 300 km/, 'range'],
]

/** Similar conversations that leave no doubt: they are answered. */
const answered: ReadonlyArray<readonly [conversation: string, verdict: ShownVerdict]> = [
  ['Our US Army garrison in Wiesbaden wants two rocket stages', 'case-by-case'],
  ['payload fairing for our launch vehicle to Gilmour in Australia', 'exemption-possible'],
  ['payload fairing to Gilmour in Australia, they are an Authorized User', 'exemption-possible'],
  // a denied condition rules out the exemption
  ['payload fairing to Gilmour in Australia, they are not an Authorized User', 'case-by-case'],
  ['payload fairing to Gilmour in Australia // they are not an Authorized User', 'case-by-case'],
  ['igniters to our UK partner, whose registration has lapsed', 'case-by-case'],
  ['igniters to Toronto, the end use is outside Canada', 'case-by-case'],
  ['SLV stage igniters to the UK', 'exemption-possible'],
  ['Do we need a license or not: igniters to the UK?', 'exemption-possible'],
  ['No rush, but can we send igniters to Canada?', 'exemption-possible'],
  ['EAR99 bolts for a launch vehicle to Germany', 'no-license'],
  ['EAR99 bolts and nuts to Germany for a car plant', 'no-license'],
  ['EAR99 bolts to Germany for a car plant and a quick question', 'no-license'],
  ['EAR99 gaskets for a power plant in Finland, nothing to do with missiles', 'no-license'],
  ['SLV stage drawings to a US citizen at our Denver site', 'not-an-export'],
  ['Can we ship a rocket stage from our plant in Alabama to our test stand in Texas?', 'not-an-export'],
  ['120 igniters, 4 kg each, 900 mm long, to Australia, PO 4711', 'exemption-possible'],
]

/** A stricter item beside a mild one is decided, too, wherever in the message it is. */
const graver: ReadonlyArray<readonly [conversation: string, atLeast: ShownVerdict]> = [
  ['ballistic missile to Indonesia, the paint is EAR99', 'case-by-case'],
  ['Can we sell an SLV stage to Australia? The screws are EAR99.', 'case-by-case'],
  ['can we sell an SLV stage to Indonesia? // The paint is EAR99.', 'presumption-of-denial'],
  ['Our SLV stage has a new igniter. Can we sell it to Indonesia?', 'presumption-of-denial'],
  ['SLV stage (without igniter) to Indonesia', 'presumption-of-denial'],
  ['SLV stage to the igniter maker in Indonesia', 'presumption-of-denial'],
]

const said = (conversation: string) => talk(...conversation.split(' // '))

describe('the last check before an answer clears', () => {
  test.each(held)('%s → asks', (conversation, asksAbout, key) => {
    const { verdict, asks, text } = said(conversation)
    expect(severity.indexOf(verdict ?? 'not-an-export')).toBeGreaterThanOrEqual(severity.indexOf('case-by-case'))
    expect(asks).toContain(key)
    expect(text).toMatch(asksAbout)
  })

  test.each(graver)('%s: at least %s', (conversation, atLeast) => {
    expect(severity.indexOf(said(conversation).verdict ?? 'not-an-export')).toBeGreaterThanOrEqual(severity.indexOf(atLeast))
  })

  test.each(answered)('%s → %s', (conversation, verdict) => {
    expect(said(conversation).verdict).toBe(verdict)
  })

  test('a message that is too long to be read whole never clears', () => {
    const { verdict, text } = said(
      `can we sell an SLV stage to Australia? ${'We met at the fair and talked about it. '.repeat(210)} The end user is in Iran.`,
    )
    expect(verdict).toBe('need-facts')
    expect(text).toContain('longer than what I read')
  })

  test('a question asked instead of an answer shows neither steps nor changes of that answer', () => {
    const { text } = said('payload fairing to Gilmour in Australia, we do not know who the end user is')
    expect(text).not.toMatch(/An exemption may cover this/)
  })
})
