import { describe, expect, test } from 'vitest'
import { readDays, dayCode, dayWords, fewerDays } from '../../src/tips/days.ts'
import { readRequest, readTime, valuesOf } from '../../src/tips/request.ts'
import { readTips } from '../../src/tips/read-tips.ts'
import { readTopics, topics, topicWords } from '../../src/tips/topics.ts'
import { zoneNamed, zonesFrom } from '../../src/tips/zones.ts'

describe('commands about tips', () => {
  test.each([
    ['tips daily at 9', { days: 'daily', time: '9' }],
    ['tips weekdays at 08:30 about space launch and AUKUS', { days: 'weekdays', time: '08:30', topics: 'space launch and AUKUS' }],
    ['tips in Berlin time', { zone: 'Berlin' }],
    ['Tips in New York time, please at 9:30 am', undefined],
    ['daily tips at 9 am in New York time', { days: 'daily', time: '9 am', zone: 'New York' }],
    ['send me tips every Monday and Thursday at 2pm', { days: 'Monday and Thursday', time: '2pm' }],
    ['subscribe me to tips at noon', { time: 'noon' }],
    ['tips mon-thu at 9 here', { days: 'mon-thu', time: '9', who: 'here' }],
    ['tips for this channel weekdays at 10 in Europe/Berlin', { who: 'here', days: 'weekdays', time: '10', zone: 'Europe/Berlin' }],
    ['tips about drones at 9 in the Tokyo time zone', { topics: 'drones', time: '9', zone: 'Tokyo' }],
    ['tips on mondays', { days: 'mondays' }],
    ['tips weekly', { days: 'weekly' }],
    ['Tips daily at 9!', { days: 'daily', time: '9' }],
  ])('"%s"', (text, values) => {
    expect(readTips(text)).toEqual(values === undefined ? undefined : { kind: 'subscribe', values })
  })

  test.each([
    ['tips', 'show'],
    ['my tips', 'show'],
    ['show my tips', 'show'],
    ['pause tips', 'pause'],
    ['pause my tips for a week', 'pause'],
    ['resume tips', 'resume'],
    ['fewer tips', 'fewer'],
    ['stop', 'show'],
    ['stop tips', 'stop'],
    ['unsubscribe from tips', 'stop'],
    ['change my tips', 'set'],
    ['set up tips', 'set'],
  ])('"%s" means %s', (text, act) => {
    expect(readTips(text)).toEqual({ kind: 'act', act })
  })

  test.each([
    'tips for selling nose tips to India',
    'can we sell wing tips to Poland?',
    'nose tips to India at Mach 5',
    'any tips on how to export a drone to Poland?',
    'stop selling drones to Poland',
    'rocket tips daily',
    'what changed on 3 January 2025?',
  ])('"%s" is a question', (text) => {
    expect(readTips(text)).toBeUndefined()
  })
})

describe('the parts of a request', () => {
  test.each([
    ['9', '09:00'],
    ['09:05', '09:05'],
    ['9.30', '09:30'],
    ['9 am', '09:00'],
    ['12am', '00:00'],
    ['12 pm', '12:00'],
    ['2pm', '14:00'],
    ['2 p.m.', '14:00'],
    ["10 o'clock", '10:00'],
    ['noon', '12:00'],
    ['24', undefined],
    ['13 pm', undefined],
    ['9:60', undefined],
    ['soon', undefined],
  ])('the time %s is %s', (text, time) => expect(readTime(text)).toBe(time))

  test.each([
    ['daily', '1234567'],
    ['every day', '1234567'],
    ['weekdays', '12345'],
    ['mon, wed and fri', '135'],
    ['mon,wed,fri', '135'],
    ['Tuesdays', '2'],
    ['mon-thu', '1234'],
    ['weekly', '1'],
    ['sat sun', '67'],
    ['fri-mon', undefined],
    ['sometimes', undefined],
    ['m', undefined],
    ['', undefined],
  ])('the days %s are %s', (text, days) => expect(readDays(text)?.join('')).toBe(days))

  test('days in words are read back as the same days', () => {
    for (let mask = 1; mask < 128; mask++) {
      const days = [1, 2, 3, 4, 5, 6, 7].filter((day) => (mask & (1 << day)) !== 0 || mask === 1)
      if (days.length === 0) continue
      expect(readDays(dayCode(days))).toEqual(days)
      expect(dayWords(days)).not.toBe('')
      expect(fewerDays(days).length).toBe(Math.ceil(days.length / 2))
    }
  })

  test.each([
    ['Berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['Eastern', 'America/New_York'],
    ['America/Sao_Paulo', 'America/Sao_Paulo'],
    ['america/sao paulo', 'America/Sao_Paulo'],
    ['UTC', 'UTC'],
    ['Kathmandu', 'Asia/Kathmandu'],
    ['Lord Howe', 'Australia/Lord_Howe'],
    ['Kiritimati', 'Pacific/Kiritimati'],
    ['IST', undefined],
    ['Atlantis', undefined],
    ['Foo/Bar', undefined],
    ['', undefined],
  ])('the zone %s is %s', (text, zone) => expect(zoneNamed(text)).toBe(zone))

  test.each([
    ['syd', ['Australia/Sydney']],
    ['new y', ['America/New_York']],
    ['Europe/Ber', ['Europe/Berlin']],
    ['india', ['Asia/Kolkata']],
    ['us e', ['America/New_York']],
    ['atlantis', []],
  ])('typing %s suggests %j', (typed, zones) => {
    expect(zonesFrom(typed, 100).map(({ value }) => value)).toEqual(expect.arrayContaining(zones))
    expect(zonesFrom(typed, 100)[0]?.value).toBe(zones[0])
  })

  test("every suggested zone can be read, fits the platforms' limits, and there are never too many", () => {
    const offered = ['', 'a', 'e', 'america/', 'x'.repeat(100_000)].flatMap((typed) => {
      const zones = zonesFrom(typed, 100)
      expect(zones.length).toBeLessThanOrEqual(100)
      return zones
    })
    for (const { value, label } of offered) {
      expect([value, zoneNamed(value)]).toEqual([value, value])
      expect(label.length).toBeLessThanOrEqual(75)
    }
  })

  test('topics are recognized by their names and by common words', () => {
    expect(readTopics('space launch and AUKUS')).toEqual({ topics: ['space-launch', 'aukus'], strange: [] })
    expect(readTopics('drones, cooking')).toEqual({ topics: ['uas'], strange: ['cooking'] })
    expect(readTopics('people and deemed exports and drones')).toEqual({ topics: ['uas', 'people'], strange: [] })
    expect(readTopics('everything')).toEqual({ topics: [], strange: [] })
    expect(readTopics('cooking and singing')).toEqual({ topics: [], strange: ['cooking', 'singing'] })
    for (const topic of topics) {
      expect(readTopics(topic)).toEqual({ topics: [topic], strange: [] })
      expect(readTopics(topicWords(topic))).toEqual({ topics: [topic], strange: [] })
    }
    expect(readTopics(topics.map(topicWords).join(', '))).toEqual({ topics, strange: [] })
  })
})

describe('a subscription', () => {
  const knowing = {
    was: undefined,
    zone: 'Europe/Berlin',
    working: { from: '08:00', to: '18:00', holidays: [] },
  }
  const was = { zone: 'Asia/Tokyo', time: '10:15', days: [1, 3], topics: ['aukus'] }

  test('is by default at nine on weekdays, on all topics', () => {
    expect(readRequest({}, knowing)).toEqual({ request: { time: '09:00', days: [1, 2, 3, 4, 5], topics: [], zone: 'Europe/Berlin' } })
  })
  test('keeps what is not mentioned', () => {
    expect(readRequest({ days: 'daily' }, { ...knowing, was })).toEqual({ request: { ...was, days: [1, 2, 3, 4, 5, 6, 7] } })
  })
  test('equals what its form contains', () => {
    expect(readRequest(valuesOf(was), knowing)).toEqual({ request: was })
  })
  test('asks for an unknown time zone', () => {
    expect(readRequest({}, { ...knowing, zone: undefined })).toEqual({ asks: 'zone' })
  })
  test.each([
    [{ time: '7' }, 'time', 'the nearest time is 08:00'],
    [{ time: '22:00' }, 'time', 'the nearest time is 17:45'],
    [{ time: 'dawn' }, 'time', '`dawn` is no time of day'],
    [{ days: 'sometimes' }, 'days', 'write daily, weekdays'],
    [{ zone: 'Atlantis' }, 'zone', '`Atlantis` is no time zone'],
    [{ topics: 'cooking' }, 'topics', 'the topics are space launch, rockets and missiles'],
  ])('%o is refused kindly', (values: Readonly<Record<string, string>>, field, words) => {
    const read = readRequest(values, knowing)
    expect('problems' in read ? read.problems[field] : '').toContain(words)
  })
})
