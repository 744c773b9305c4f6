/** The help text of each command but `manifest`, which depends on the platforms: what it does and all its arguments. */
export const usage: Readonly<Record<string, string>> = {
  ask: `npm run -s ask -- "QUESTION"      answers one question, and records it: the receipt replays
  --full                          all that stands behind the front
  --as-of DAY                     by the law of that day (YYYY-MM-DD)
  --today DAY                     as if today were that day
  --json                          the answer as one JSON object
  --reading                       what each word was taken as, and no answer
npm run -s ask -- WORD            goes on from the last answer: why, sources, assumed, changes,
                                  conditions, more, not right, or the label of one of its buttons
npm run -s ask -- --batch FILE    answers a file of JSON lines {"id","q","asOf"?,"turns"?}, one a
                                  line; not recorded, and without receipts, but with --record
`,
  console: `npm run console [-- --as NAME]    a conversation; two NAMEs in two terminals are two people
  Type a question, the label of a button, or one of: why, sources, assumed, changes, conditions,
  more, change a fact, not right, form, ask counsel, cases, tips, help, bye.
`,
  check: `npm run check [-- FOLDER]         checks the knowledge, or that of a folder: files, sentences,
                                  sources due for review
  --calendar                      what is known to come, and by when somebody must read again
`,
  prove: `npm run prove                     decides every cell of the space of facts, and reads those of
                                  each law that is left plainly beside it
  --plain                         reads every cell plainly: takes minutes
`,
  record: `npm run record -- verify [FOLDER] [--head HASH]      checks the chain here, or of an export
npm run record -- replay RECEIPT [--today] [--folder FOLDER]    decides again as then, or as today;
                                  from an export alone where its folder is given
npm run record -- export --from DAY --to DAY [--folder FOLDER] [--without-words]
npm run record -- given-up                           lists what could not be said or handled
npm run record -- stream --since CURSOR [--format jsonl|ocsf] [--with-words]
                                  writes what was recorded since, for a machine that watches;
                                  the first CURSOR is start, each line has the next
npm run record -- erase PERSON --reason WORDS [--by NAME] [--yes]    erases a person's words; the
                                  chain stays whole. Asks once, but with --yes
`,
  impact: `npm run impact -- OLD NEW [--notify] [--names]       what a change of knowledge changes
  OLD and NEW are a knowledge folder, or a version that is kept in the database
  --notify                        tells the askers whose answers change, once
  --names                         names them here
`,
  doctor: `npm run doctor                    looks at everything Licet stands on, and says how to mend it
`,
  tips: `npm run tips -- plan              when the tips of the next day go out on each platform
`,
  backup: `npm run backup [-- --to FOLDER] [--head HASH]      copies the database while Licet runs, and checks
                                  the chain of the copy, also against a head that was posted
`,
  restore: `npm run restore -- FOLDER [--head HASH]     brings a backup to an empty DATABASE_URL, and checks it
`,
  serve: `npm start                         runs every platform that has credentials, until it is ended
`,
}

/** Whether the arguments of a command ask for its help text: one of them is --help or -h. */
export const asksForHelp = (words: readonly string[]): boolean => words.includes('--help') || words.includes('-h')
