import type { DoorName } from './payload.ts'

/** What must be shown after a captured payload is sent: its normal effect, or a friendly note that it comes too late. */
export type Expected = RegExp | Readonly<Partial<Record<DoorName, RegExp>>>

/** A quiz or tip may have been removed from the knowledge since; then the reply says so. */
const quizOver = /This quiz is over[\s\S]*The next one comes with your tips/

const anyOf = (...patterns: readonly RegExp[]): RegExp => new RegExp(patterns.map(({ source }) => source).join('|'))

/** The replies to a button or form that comes too late. */
export const kindly = anyOf(
  /: not done/,
  /[Nn]othing was changed/,
  /No such case[\s\S]*Type cases to list yours/,
  /is open already[\s\S]*nothing was sent twice/,
  /Those are not your tips[\s\S]*to see yours/,
  /is no longer open[\s\S]*Ask the question again/,
  /no longer the last one here[\s\S]*Ask again/,
  /\bChanged\b[\s\S]*The next one comes/,
  /Not sent: \w+: /,
)

/** By kind of payload. The test fails for a kind without a row here, and for a row without a payload. */
export const expected: Readonly<Record<string, Expected>> = {
  // Answers
  'button why': /Why[\s\S]*Rules that spoke/,
  'button changes': /What would change it[\s\S]*to Germany/,
  'button ask-counsel': /Ask counsel[\s\S]*Export counsel/,
  'button classify': /Ask counsel[\s\S]*Classification/,
  'button screen': /Ask counsel[\s\S]*Screening/,
  'form escalate': /Case \d+ is with (?:Export counsel|Classification|Screening)[\s\S]*Urgency: urgent/,
  'button confirm': /No missile-technology license needed[\s\S]*changes nothing here/,
  'button change': /One fact decides this/,
  'button only-ask': /expect a refusal/,
  'button choose': /to Latvia[\s\S]*receipt \w{10}/,
  'button change-fact': /Change a fact[\s\S]*Another destination/,
  'form change-fact': /to Japan[\s\S]*receipt \w{10}/,
  'button show-answer': /As it was given on 14 December 2026 to: /,
  'button layer': /Conditions/,
  'button share': {
    slack: /Share this answer[\s\S]*shares Licet’s answer to/,
    teams: /Share this answer[\s\S]*shares Licet’s answer to/,
    console: /Nobody to share with here/,
  },
  'form share': /shares Licet’s answer to: can we sell an SLV stage to France\?/,
  'button feedback, good': /Thank you/,
  'button feedback, bad': /What is wrong with it\?/,
  'form feedback': /An answer is doubted: [\s\S]*Thank you, noted|Thank you, noted[\s\S]*An answer is doubted: /,
  'button ask': /Ask with a form[\s\S]*Destinations/,
  'form question': /igniter to Australia/,

  // Cases, at the desk
  'button claim': /Counsel: (?:Sam counsel|Tess counsel|otto)/,
  'button claim, too late': /Somebody has claimed it already, so nothing was changed\. (?:Sam deputy|Tess deputy|olga) has it/,
  'button note': /Note: case \d+/,
  'form note': /Case \d+: kept as a note/,
  'button ask-info': /Ask the asker: case \d+/,
  'form ask-info': /Counsel asks about case \d+[\s\S]*Which launch site is it\?/,
  'button answer': /Answer: case \d+[\s\S]*Send to the asker/,
  'form answer': /Answer from counsel: case \d+[\s\S]*You may apply with a TAA\.[\s\S]*31 January 2027/,
  'button reassign': /Reassign: case \d+/,
  'form reassign': /Counsel: (?:Sam deputy|Tess deputy|olga)/,
  'button hand-back': /State: open, not claimed yet/,
  'button move': /Move to another queue/,
  'form move': { slack: /Queue: Classification/, teams: /Queue: Screening/, console: /Queue: Export counsel/ },
  'button send-draft': /Answer from counsel: case \d+[\s\S]*Please apply with a DSP-5 first\./,
  'button keep-draft': /Case \d+: kept as a note/,
  'button withdraw': /Withdraw the answer[\s\S]*Every thread that got the answer is told/,
  'form withdraw': /Withdrawn by counsel: the answer to case \d+[\s\S]*The program has changed\./,
  'button close': /State: closed/,
  'button reopen': /State: counsel is at work on it/,
  'button cases': /The queue[\s\S]*Case \d+/,
  'button cover': /Cover while you are away[\s\S]*Deputy/,
  'form cover': /Cover is set/,
  'button uncover': /Welcome back/,
  'button show-case, at the desk': /Case \d+: [\s\S]*What happened[\s\S]*answered/,

  // Cases, for the asker
  'button close, by the asker who is content': /State: closed/,
  'button close, by the asker who waits no longer': /State: closed/,
  'button still-open': /Still a question: case [\s\S]*What is still open\?/,
  'button still-open, under an answer': /Still a question: case [\s\S]*What is still open\?/,
  'form still-open': /The launch was moved\./,
  'button close, unanswered': /Close: case \d+/,
  'form close': /The deal is off\./,
  'button reopen, by the asker': /State: counsel is at work on it/,
  'button show-case': /Case \d+ is with[\s\S]*What happened[\s\S]*withdrew the answer/,

  // Accounts
  'button link': /Your code: \w{4}-\w{4}/,
  'button confirm-link': /Nearly linked/,
  'button decline-link': /Not linked/,
  'button unlink': { slack: /Unlinked/, teams: /Unlinked/, console: /Nothing is linked[\s\S]*Say "link" to begin/ },
  'button doctor': /Doctor: /,

  // Tips
  'button tips': /Your tips: every day at 09:00 \(Berlin time\)/,
  'button tips-set': /Tips for you[\s\S]*At what time/,
  'form tips': /Tips are on[\s\S]*Mondays and Wednesdays at 10:00 \(Berlin time\)/,
  'button tips-choose': anyOf(/(?:Right|Not this time): ?[\s\S]*Because: /, quizOver),
  'button tips-try': anyOf(/receipt \w{10}/, quizOver),
  'button tips-accept': /Tips are on/,
  'button tips-fewer': /Fewer from now on/,
  'button tips-pause': /Paused for a week/,
  'button tips-resume': /Tips come again/,
  'button tips-stop': /Tips are stopped[\s\S]*You get no more of them/,
  'button tips-stop, of a channel': /Tips are stopped[\s\S]*This channel gets no more of them/,

  // The menus of the two platforms
  'slack command /licet': /to Portugal/,
  'slack shortcut ask': /Ask with a form[\s\S]*Destinations/,
  'slack shortcut check': /to Canada[\s\S]*receipt \w{10}/,
  'slack options item': /"options":\[\{/,
  'slack options zone': /"options":\[\{/,
  'slack options country': /"options":\[\{[\s\S]*Australia/,
  'teams message/fetchTask, like': /Thank you/,
  'teams message/fetchTask, dislike': /What is wrong with it\?/,
  'teams message/submitAction': /An answer is doubted: [\s\S]*Thank you, noted|Thank you, noted[\s\S]*An answer is doubted: /,
  'teams message/submitAction, of a form that is not ours': /An answer is doubted: /,
  'teams refresh': /AdaptiveCard[\s\S]*Case \d+: /,
  'teams button in a message': /Why[\s\S]*Rules that spoke/,
  'teams composeExtension/query': /"type":"result"[\s\S]*denial/,
  'teams composeExtension/fetchTask, ask': /Ask with a form[\s\S]*Destinations/,
  'teams composeExtension/fetchTask, check': /I checked it: [\s\S]*to Canada/,
  'teams composeExtension/submitAction': /igniter to Australia/,
  'teams application/search, item': /searchResponse[\s\S]*stage/,
  'teams application/search, zone': /searchResponse[\s\S]*Berlin/,
  'teams application/search, country': /searchResponse[\s\S]*Australia/,
}

/** The pattern for a kind of payload, if there is one. */
export const expectedOf = (kind: string, door: DoorName): RegExp | undefined => {
  const row = expected[kind]
  return row === undefined || row instanceof RegExp ? row : row[door]
}
