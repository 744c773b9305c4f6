import { describe, expect, test } from 'vitest'
import { guard } from '../../src/language/guard/guard.ts'
import { ask } from '../licet.ts'

const controlled = [
  'CUI//SP-EXPT\nAttached is section 3 of the stage ICD',
  'SECRET//NOFORN - draft, para 4',
  'SECRET\n\nSubject: results of the test',
  'WARNING - This document contains technical data whose export is restricted by the Arms Export Control Act',
  'DISTRIBUTION STATEMENT D. Can Perth see it?',
  'EXPORT CONTROLLED - see page 2',
  't(s)  F(kN)  Pc(bar)\n0.0  0.0  1.0\n0.5  41.2  30.1\n1.0  44.8  33.0',
  'AP 68 %, Al 18 %, HTPB 14 %: ok for Japan?',
  'Kp_pitch=2.417 Ki_pitch=0.336 Kd_pitch=0.0812',
  'throat diameter 112 mm, expansion ratio 14, chamber pressure 62 bar, can we send this?',
  'x,y\n0.00,62.410\n5.00,61.877\n10.00,59.932',
  'ISO-10303-21; HEADER; FILE_NAME',
  'nato secret - annex 1, launch sequence',
  'distribution statement d: dod and its contractors only. may Canada have the pump drawing?',
  '(U) The unit was tested. (C) The seeker sees the target at the distance in annex B.',
  'Controlled by: PEO. CUI Category: EXPT. Is it ok for Norway?',
  'VS-NUR FÜR DEN DIENSTGEBRAUCH. Triebwerk, Blatt 2',
  'grain is 61 mm od, 20 mm core, 4 segments, burn 8.5 mm/s at 65 bar. ok for Oslo?',
  'we mix 67 parts ammonium perchlorate, 17 parts aluminum and 13 parts htpb. may Greece know?',
  'for k in range(n): x_pred = A @ x + B @ u; S = H @ P_pred @ H.T + R',
  '1. Torque the boss to 80 Nm. 2. Leak check with helium. 3. Record the decay over 10 minutes. for Seoul?',
  'Zeichnung 12, Innen-Ø 214,6 ±0,05, Wandstärke 1,2 +0,1, 90 Kanäle 0,9 x 2,4 mm. Nach Ulm?',
  'class Nav:\n    def __init__(self):\n        self.q = np.zeros(4)\nok for Pune?',
  'This print discloses subject matter controlled for export under ITAR. Quotes from Mumbai?',
  'case tests\nunit 1: mean 3.1 g, top 1,940 m/s, n=22\nunit 2: mean 3.0 g, top 1,955 m/s, n=24\nunit 3: mean 3.3 g, top 1,902 m/s, n=21',
  'Contains ITAR technical data. Further transfer prohibited. Auckland?',
  'The paragraph is marked (C). Safe for Taipei?',
  'Not for public release: groove 0.094 in, gap 0.010, skew < 2 ms. Haifa?',
  'Its header says: if you are not a US person, delete at once. Pune has it.',
  '1. Preheat the mold to 60 C. 2. Check the vacuum, 2 mbar. 3. Pour. for Lyon?',
  'Set-up: 1) connect the igniter leads 2) hold 30 s at 12 V 3) arm. ok for Graz?',
  'blade count 41, tip radius 66.66, hub radius 44.44, chord 12.1, stagger 31.5 deg, tip gap 0.21. Bursa?',
  'absorber: 51 vol%, 3 layers of 0.21 mm, sheet resistance 210 / 310 ohm/sq, tuned at 8.8 GHz, loss 21 dB. ok for Doha?',
  "def sequence(t):\n    if t > 101.1: open_valve('a')\n    return t\nok for Turin?",
  'rung 4: IF LEVEL>81.1 AND PT7<4.1 THEN OPEN XV-3; TIMER 2.1 s. for Bremen',
  'Exported from the United States under DSP-5 000000; retransfer prohibited without approval. Replace the fuse. Lima?',
  'LIMDIS / DoD Instruction 5230.24\nhow the canopy is packed',
  'NOTES: 1. BREAK SHARP EDGES 0.2 MAX. 2. MATERIAL 17-4PH H1025. 3. SURFACE 1.6 RA',
]
const ordinary = [
  'Invoice check: 3 x bearing 6205-2RS at 7.20, 12 x O-ring 40x3 at 0.55, 1 x grease at 11.90. Freight 14.00. Total?',
  'Please remind everyone that anything stamped NATO RESTRICTED does not belong here',
  'Can we sell a rocket with 500 kg payload and 400 km range to Japan?',
  'Armed jet drone, 600 kg payload, 2,000 km range, 900 km/h max airspeed, for Saudi Arabia',
  'Data sheet says 90 kN for 240 s. Is that Category I?',
  'Is it a secret which partners are vetted?',
  '1) Apply for the license 2) Wait for approval 3) Ship the stage to Norway. Is that order right?',
  'Please: 1. Set the end use to civil 2. Add Norway 3. Can we sell a stage there?',
  '1. Set up the meeting 2. Record the call 3. Send the minutes',
  '15 CFR 734.13, 736.2, 740.2, 742.5, 744.3, 744.6, 744.21: a summary, please',
  'A vendor sent something stamped NATO RESTRICTED, and I have not opened it',
  'Is our drawing ITAR-controlled?',
  'Compare: Japan, India, Brazil for a 900 kg-to-LEO launcher',
  'What is 22 CFR 120.33?',
  'Who may read NOFORN documents?',
  'What is the difference between distribution statement A and D?',
  'How do I mark a file that has 9E101 technology in it?',
  '9A012, 9A110, 9B105, 9B115, 1C107, 1C111, 7A101, 7A103: which need MT licenses to Japan?',
  'Solid motor, total impulse 1.2e6 Ns, thrust 90 kN, burn time 13 s, to Norway',
  'Maraging steel tubes, 2050 MPa, wall 4 mm, 300 mm diameter, to Korea',
  'License DSP-5 050123456 expires 2027-03-31, value 1,250,000. Can we extend?',
]

describe('the technical-data guard', () => {
  test.each(controlled)('stores nothing of: %s', (text) => {
    expect(guard(text)).toBeDefined()
    const answer = ask(text)
    expect(answer).toMatchObject({ intent: 'guard', question: null, verdict: null, answers: [] })
    const windows = Array.from({ length: Math.max(0, text.length - 19) }, (_, index) => text.slice(index, index + 20))
    expect(windows.filter((window) => answer.text.includes(window))).toEqual([])
  })

  test.each(ordinary)('lets through: %s', (text) => expect(guard(text)).toBeUndefined())
})
