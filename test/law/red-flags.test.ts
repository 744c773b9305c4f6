import { describe, expect, test } from 'vitest'
import { ask } from '../licet.ts'

/** The red flags of Supplement No. 3 to 15 CFR Part 732, each in other words. */
const told: readonly string[] = [
  'the customer is reluctant to say what it is for',
  'its capabilities do not fit the line of business of the buyer',
  'the country has no chemical industry',
  'they want to pay cash for something that costs a fortune',
  'the purchaser has hardly any business background',
  'he is unfamiliar with the machine and orders it all the same',
  'installation, training and maintenance were declined',
  'delivery dates are vague',
  'it is delivered to an out-of-the-way place',
  'a forwarding agent is named as the final destination',
  'the last address is that of a forwarding firm',
  'the shipping route is abnormal',
  'the packaging is at odds with the way it is shipped',
  'asked about it, the customer got evasive',
  'a sudden change of consignee',
  'payment is made by a third party',
]

const innocent: readonly string[] = [
  'the buyer pays by bank transfer',
  'for the chemical industry',
  'the customer has a good track record',
  'our forwarder is DHL',
  'delivered to the address of the customer in Bonn',
  'delivery on 5 March',
]

describe('red flags', () => {
  test.each(told)('%s: goes to counsel', (flag) => expect(ask(`EAR99 valves to Germany, ${flag}`).verdict).toBe('ask-counsel'))
  test.each(innocent)('%s: is none', (words) => expect(ask(`EAR99 valves to Germany, ${words}`).verdict).not.toBe('ask-counsel'))
})
