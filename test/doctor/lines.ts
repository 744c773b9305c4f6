import { composeFindings } from '../../src/doctor/compose-findings.ts'
import type { Finding } from '../../src/port/finding.ts'

/** The report's findings, each behind its heading, e.g. "Broken: Database: …". */
export function linesOf(findings: readonly Finding[]): readonly string[] {
  const { blocks, layers = [] } = composeFindings(findings)
  return [{ title: '', blocks }, ...layers].flatMap((part) =>
    part.blocks.flatMap((block) => (block.kind === 'list' ? block.items.map((item) => `${block.title ?? part.title}: ${item}`) : [])),
  )
}
