/**
 * The settings of a stored database: one queue per platform, tips offered in a channel of each, and the head of the record posted
 * daily. `desk`, `news` and the other parameters are ids in Teams.
 */
export const settingsText = (teams: {
  readonly group: string
  readonly desk: string
  readonly news: string
  readonly admin: string
}): string => `
queues:
${queue('export-counsel', 'Export counsel', 'ask-counsel', ['group:S1'], 'slack T0FAKE.CDESK')}
${queue('classification', 'Classification', 'classify', [`group:${teams.group}`], `teams ${teams.desk}`)}
${queue('screening', 'Screening', 'screen', ['console:otto', 'console:olga', 'console:oren'], 'console otto')}
admins: [slack:T0FAKE.U5, ${teams.admin}, console:adam]
head: { desk: console auditor, zone: America/New_York, at: "09:30" }
privatePlaces: []
tips:
  hours: 08:00-18:00
  holidays: [2026-12-25]
  offer:
    - { to: slack T0FAKE.CNEWS, zone: Europe/Berlin, at: "09:00", days: weekdays, topics: [space-launch] }
    - { to: teams ${teams.news}, zone: Europe/Berlin, at: "09:00", days: weekdays, topics: [] }
    - { to: console lobby, zone: Europe/Berlin, at: "09:00", days: daily, topics: [] }
retention: { answer: 1830, case: 1830, event: 30 }
`

const queue = (id: string, name: string, takes: string, counsel: readonly string[], desk: string): string => `
  - id: ${id}
    name: ${name}
    takes: [${takes}]
    counsel: [${counsel.join(', ')}]
    leads: []
    desk: ${desk}
    zone: America/New_York
    hours: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }
    holidays: [2026-12-25]
    firstResponse: 8
    answer: 40`
