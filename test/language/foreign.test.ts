import { describe, expect, test } from 'vitest'
import { ask, talk } from '../licet.ts'

describe('a question in another language', () => {
  test.each([
    ['Czy możemy sprzedać stopień rakietowy do Polski?', 'case-by-case'],
    ['Můžeme prodat raketový stupeň do Německa?', 'case-by-case'],
    ['Kunnen we een rakettrap aan Nederland verkopen?', 'case-by-case'],
    ["Türkiye'ye roket kademesi satabilir miyiz?", 'case-by-case'],
    ['한국에 로켓 단을 수출할 수 있나요?', 'case-by-case'],
    ['Kan vi sälja ett raketsteg till Sverige?', 'case-by-case'],
    ['Kan vi sælge et rakettrin til Danmark?', 'case-by-case'],
    ['Putem vinde o treaptă de rachetă în România?', 'presumption-of-denial'],
    ['Kan vi sälja en ballistisk missil till Ryssland?', 'policy-of-denial'],
    ['Czy możemy wysłać satelitę do Iranu?', 'prohibited'],
    ['全力積1.3 MN·sのロケットモーターをオーストラリアに輸出できますか', 'case-by-case'],
    ["Ankara'daki bir müşteri roketimizin ikinci kademesini istiyor", 'case-by-case'],
  ])('%s: %s, with a note that only English is read', (question, verdict) => {
    const { verdict: given, text } = ask(question)
    expect(given).toBe(verdict)
    expect(text).toContain('I understand only English; item and country were clear.')
  })

  test.each(['Can we sell a rocket stage to Poland till May?', 'Need a rocket stage in El Salvador or La Paz'])(
    '%s: is English',
    (question) => expect(ask(question).text).not.toContain('only English'),
  )
  test.each([
    ['et si le client était marocain ?', 'presumption-of-denial'],
    ['et pour une société russe ?', 'policy-of-denial'],
    ['y si el cliente fuera chino?', 'policy-of-denial'],
  ])('a country that sounds like an English word stands behind its customer: %s', (question, verdict) =>
    expect(talk('Upper stage, 1,100 kg to LEO, Portuguese customer, commercial launches', question).verdict).toBe(verdict),
  )
})
