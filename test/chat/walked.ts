/** The messages of a conversation, and how its last answer begins. */
export type Walk = { readonly says: readonly string[]; readonly hears: RegExp }

const walk = (conversation: string, hears: RegExp): Walk => ({ says: conversation.split(' // '), hears })

/** Conversations in which people correct, take back, answer, ask further and change the subject. Earlier versions got them wrong. */
export const walks: readonly Walk[] = [
  walk(
    "can we sell an SLV stage to Australia? // it's for a US government program // no, that was wrong, it is commercial // the range is 250 km // I meant Austria",
    /^License needed; decided case by case[^]*to Austria[^]*Changed: Australia → Austria/,
  ),
  walk('SLV stage to Norway // it is classified // no, it is unclassified', /Changed: classified → nothing classified/),
  walk('SLV stage to Norway // it is classified // unclassified', /Changed: classified → nothing classified/),
  walk('SLV stage to Norway // all parties were screened', /Changed: no party was screened here → screened without a match/),
  walk('SLV stage to Norway // start over', /^We start over/),
  walk('SLV stage to Norway // great, thanks. why?', /^License needed; decided case by case/),
  walk('SLV stage to Norway // thanks. who actually signs that off on our side?', /^Who is an empowered official/),
  walk('SLV stage to Norway // forget it', /^We start over/),
  walk("drone to Poland // I don't know", /^A few facts decide this[^]*Unmanned aircraft to Poland/),
  walk('drone to Poland // 2', /As you said so far: civil/),
  walk('can we sell an SLV stage to Korea? // South', /^License needed; decided case by case[^]*to South Korea/),
  walk('rocket motor to Brazil // about 900 kNs // no, 1.2 million Ns', /MTCR Category I\) to Brazil/),
  walk('SLV stage to Japan // I meant the interstage // no I said China // not China, Chile', /^[^]*Interstage[^\n]* to Chile/),
  walk('SLV stage to Korea // why do you ask?', /^Which one: South Korea or North Korea\?/),
  walk('rocket motor to Brazil // parts only', /^License needed; decided case by case[^]*to Brazil/),
  walk('SLV stage to Norway // what did you understand?', /What I understood[^]*rocket stage[^]*Norway/),
  walk('who are the MTCR partners? // is India one of them? // and Israel?', /No: Israel is not in the MTCR/),
  walk('who are the MTCR partners? // is India one of them? // so can we sell them a turbopump?', /Turbopump[^\n]* to India/),
  walk('can we sell an SLV stage to Australia? // can we send them a data sheet?', /Technical data for rocket stage[^\n]* to Australia/),
  walk('9A012 drone to India // tips quiz every day at 14:41 in Honolulu time', /^Tips are on/),
  walk('can we sell an SLV stage to Korea in 2023? // which countries can we sell a rocket stage to?', /: 3\d countries/),
  walk(
    "can we send an SLV stage to Japan for a US government program? no wait, it's a commercial deal",
    /^License needed; decided case by case/,
  ),
  walk('SLV stage to Norway // can you get me a lawyer please', /^How to reach a human/),
  walk('compare Australia, South Korea, India, Brazil for an SLV stage // why is Brazil different?', /^No difference\. All 4/),
  walk(
    'compare Australia, South Korea, India, Brazil for an SLV stage // what would make Australia easier?',
    /^One thing would make it easier, not in our power/,
  ),
  walk('compare Australia and Chile for an SLV stage // what about both on 2 January 2025?', /Australia[^]*Chile/),
  walk(
    'Can we sell an SLV stage to Austria for a US government program, range 250 km // it is a commercial deal, not a government one',
    /^License needed; decided case by case[^]*Changed: a U\.S\. Government program → not a U\.S\. Government program/,
  ),
  walk(
    "SLV stage to Norway // it's for a US government program // no it is not for the government",
    /^License needed; decided case by case[^]*Changed: a U\.S\. Government program → not a U\.S\. Government program/,
  ),
  walk('SLV stage to Norway // it is classified // not classified', /Changed: classified → nothing classified/),
  walk('SLV stage to Norway // screened', /Changed: no party was screened here → screened without a match/),
  walk("drone to Poland // don't know", /^A few facts decide this[^]*military or a civil/),
  walk("drone to Poland // we don't know", /^A few facts decide this[^]*military or a civil/),
  walk('can we sell an SLV stage to Australia? // what do I file?', /^Which ITAR license form[^]*to Australia[^]*DSP-5: permanent export/),
  walk('can we sell an SLV stage to Australia? // who signs it?', /^Who is an empowered official\?[^]*to Australia/),
  walk('SLV stage to Norway // I want to talk to a human', /^How to reach a human/),
  walk('SLV stage to Norway // talk to counsel', /^How to reach a human/),
  walk('can we sell an SLV stage to Australia in 2025?', /^Two facts decide this[^]*On which date\?/),
  walk(
    'can we sell an SLV stage to Australia? // and on 2 January 2025?',
    /^License needed; policy is to refuse[^]*On 3 January 2025 this became/,
  ),
  walk('can we sell an SLV stage to Australia in March 2027?', /^License needed[^]*A future date cannot be answered/),
  walk('compare Australia and Chile for an SLV stage // so which is easier?', /^Chile: license needed, expect a refusal\. Australia:/),
]
