import { expect, test } from 'vitest'
import { ask } from '../licet.ts'

/** Know-how beside tooling may be know-how of the thing that is made with it, and the tooling goes, too. */
test.each<[question: string, verdict: string, classes: readonly string[]]>([
  ['igniter tooling and know-how to the UK', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT', 'TECHDATA_NON_MT']],
  ['stage tooling and technical data to Australia', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT', 'TECHDATA_CAT1']],
  ['stage tooling and technical data to Kazakhstan', 'presumption-of-denial', ['TECH_EAR_MT', 'PRODEQ_EAR_MT', 'TECHDATA_CAT1']],
  ['drawings and tooling for our stages to the UK', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT', 'TECHDATA_CAT1']],
  ['tooling and know-how to the UK', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT']],
  ['igniter jigs to Australia', 'ask-counsel', ['PRODEQ_EAR_MT']],
  ['filament winder with the case drawings to Canada', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT']],
  ['technical data, and a filament winder, to the UK', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT']],
  ['filament winder design drawings to the UK', 'no-license', ['TECH_EAR_MT']],
  ['training on our filament winder in the UK', 'no-license', ['TECH_EAR_MT']],
  ['drawings of the filament winder to the UK', 'no-license', ['TECH_EAR_MT']],
  ['know-how for igniters to the UK', 'exemption-possible', ['TECHDATA_NON_MT']],
  ['igniters and stages to Australia', 'case-by-case', ['STAGE_CAT1', 'PART_ITAR_NON_MT']],
])('%s: %s', (question, verdict, classes) => {
  const { verdict: said, answers } = ask(question)
  expect(said).toBe(verdict)
  expect(answers.map(({ item }) => item.class).toSorted()).toEqual(classes.toSorted())
})
