import { describe, expect, test } from 'vitest'
import { claimsTooMuch, knownOf, pinpoints } from '../../src/knowledge/citation.ts'
import type { Source } from '../../src/knowledge/schema.ts'
import { unread } from '../../src/knowledge/only-unread-sources.ts'
import { base } from '../licet.ts'

const part: Source = {
  id: 'part',
  title: 'A part of a title',
  publisher: 'an agency',
  read: '2026-11-28',
  status: 'verified',
  sections: [
    { names: ['126.1', 'IV'], asOf: '2025-10-02', read: '2026-11-23', status: 'verified', copy: 'an old copy' },
    { names: ['126.15'], asOf: '2026-09-01', read: '2026-11-28', status: 'verified', copy: 'a new copy' },
    { names: ['127.10'], asOf: '2026-09-22', read: '2026-11-23', status: 'secondary', copy: 'a reference' },
    { names: ['para 1', 'para 2'], read: '2026-11-23', status: 'verified', copy: 'a page' },
  ],
}
const whole: Source = { ...part, id: 'whole', asOf: '2026-07-23', sections: undefined }
const cite = (section: string, status?: 'verified' | 'secondary' | 'recalled') => ({ source: 'part', section, status })

describe('the sections named by a citation', () => {
  test.each([
    ['123.15(a)(2), (b)', ['123.15(a)(2)', '123.15(b)']],
    ['746.2, 746.4 and 746.9(a)', ['746.2', '746.4', '746.9(a)']],
    ['126.1(f)-(w)', ['126.1(f)', '126.1(w)']],
    ['IV(a)(3), (4)', ['IV(a)(3)', 'IV(4)']],
    ['paragraphs 1 to 3 and 5', ['para 1', 'para 3', 'para 5', 'para 2']],
    ['MT column 1', ['MT column 1']],
  ])('%s', (section, named) => expect([...pinpoints(section)].sort()).toEqual([...named].sort()))
})

describe('the status of a citation is that of its sections', () => {
  test.each([
    ['126.1(d)(2), (e)', 'verified', '2025-10-02'],
    ['126.15', 'verified', '2026-09-01'],
    ['126.1, 126.15', 'verified', '2025-10-02'],
    ['126.16', 'recalled', undefined],
    ['126.1, 126.16', 'recalled', '2025-10-02'],
    ['126.1, 127.10', 'secondary', '2025-10-02'],
    ['IV(d)(1)', 'verified', '2025-10-02'],
    ['IX(a)', 'recalled', undefined],
    ['paras 1 and 2', 'verified', undefined],
    ['paragraph 3', 'recalled', undefined],
    ['a heading', 'recalled', undefined],
  ])('%s is %s', (section, status, asOf) => expect(knownOf(part, cite(section))).toMatchObject({ status, asOf }))

  test('a source that lists no sections was read as a whole', () =>
    expect(knownOf(whole, cite('126.16'))).toMatchObject({ status: 'verified', asOf: '2026-07-23' }))

  test('a citation may claim a weaker status than its sections, never a stronger one', () => {
    expect(knownOf(part, cite('126.1', 'recalled')).status).toBe('recalled')
    expect(knownOf(part, cite('126.16', 'verified')).status).toBe('recalled')
    expect(claimsTooMuch(part, cite('126.16', 'verified'))).toBe(true)
    expect(claimsTooMuch(part, cite('127.10', 'verified'))).toBe(true)
    expect(claimsTooMuch(part, cite('126.1', 'recalled'))).toBe(false)
  })
})

test('at most nine rules rest on a text that nobody has read', () => expect(unread(base).rules.length).toBeLessThanOrEqual(9))
