import type { Config } from '../src/index.ts'

/**
 * The `/about` page that app stores link to: what Licet is, what it stores about people, and its terms. The
 * page contains no user data. The argument has the retention periods in days.
 */
export const aboutPage = ({ answer, case: cases, event }: Config['settings']['retention']): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>About Licet</title>
<style>body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }</style>
<h1>About Licet</h1>
<p>Licet answers questions on missile-technology exports from written rules and a dated, cited knowledge base.
It uses no language model. What the rules do not settle goes to your own counsel.</p>
<h2 id="privacy">Privacy</h2>
<ul>
<li>Kept: what you ask, what Licet answers, who asked, where and when; for a case, also what counsel and you wrote;
which of your accounts you linked, and when.</li>
<li>How long: answers ${days(answer)}, cases ${days(cases)}, events as they came in ${days(event)}.
A record of what was decided, with no names or words in it, is kept for good.</li>
<li>Not kept: messages that do not speak to Licet, and words that look like controlled technical data.</li>
<li>Where: in the database of the organization that runs Licet. Nothing is passed to anyone else.</li>
<li>To have your words erased, ask whoever runs Licet for you. Laws on export records may oblige them to keep some.</li>
</ul>
<h2 id="terms">Terms</h2>
<p>Licet is not legal advice: your empowered official decides. It comes without any warranty, under the Apache License, Version 2.0.</p>
<h2 id="help">Help</h2>
<p>Write <i>help</i> to Licet in chat. For anything else ask whoever runs Licet for you.</p>
</html>
`

const days = (count: number): string => `${count} day${count === 1 ? '' : 's'}`
