import { describe, expect, test } from 'vitest'
import { clean } from '../../src/language/text/clean.ts'

const words = (text: string): string => clean(text).replace(/\s+/g, ' ').trim()

describe('markup', () => {
  test.each([
    ['<p>an <b>igniter</b> to<br/>Canada</p>', 'an igniter to Canada'],
    ['<a href="https://x.example/a?b=1" target=_blank>an igniter</a> to Canada', 'an igniter to Canada'],
    ["<font color='red'>an igniter</font> to Canada", 'an igniter to Canada'],
    ['<@U1> an igniter to Canada', 'an igniter to Canada'],
    ['<!subteam^S1> an igniter to Canada', 'an igniter to Canada'],
  ])('is removed: %s', (text, left) => expect(words(text)).toBe(left))

  test.each([
    '<at>Iran</at> asks for an igniter to Canada',
    '<at id="0">Iran</at> asks for an igniter to Canada',
    'an igniter to Canada <b for Iran>',
    'an igniter to Canada <@U1|Iran>',
    'an igniter to Canada <#C0G9QF9GW|iran-office>',
    'an igniter to Canada <@IRAN>',
    '<Iran> an igniter to Canada',
    'an igniter to Canada <p Iran',
  ])('hides no words: %s', (text) => expect(words(text)).toMatch(/iran/i))
})
