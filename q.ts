import { createBase } from './src/knowledge/base.ts'
import { readKnowledge } from './src/knowledge/load.ts'
import { createReader } from './src/language/understand.ts'
import { readFileSync } from 'node:fs'
const b=createBase(readKnowledge('knowledge')); const r=createReader(b)
for (const line of readFileSync('/work/shared/questions/dev.jsonl','utf8').trim().split('\n')) { const d=JSON.parse(line); let before; let u; for (const t of d.turns??[d.q]) { u=r.read(t,'2026-11-23',before); if(u.kind==='read' && (u.intent==='verdict'||u.intent==='compare')) before=u.readings[0] } 
 if(u.kind==='guarded') {console.log(d.id,d.kind,'GUARD',u.reason); continue}
 const x=u.readings[0]; console.log(d.id,d.kind,u.intent,'|',x.item?.source.id,x.article?`of ${x.article.source.id}`:'',x.vehicle?`in ${x.vehicle.source.id}`:'','|',x.places.map(p=>p.codes.join('/')+(p.role==='destination'?'':':'+p.role)).join(','),'|',JSON.stringify(x.facts),x.date?.from??'',' || ',(d.turns??[d.q]).at(-1).slice(0,70).replace(/\n/g,' ')) }
