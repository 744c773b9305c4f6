import { answerer } from './licet.ts'
for (const q of process.argv.slice(2)) for (const f of answerer.search(q,4)) console.log(q.slice(0,40),'|',f.section.heading, f.score.toFixed(0), f.coverage.toFixed(2), f.asked.toFixed(2), f.weight.toFixed(1), f.isIt)
