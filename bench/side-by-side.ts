import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './measure.ts'

/** A bot to measure: its address, the requests to send it, and how often it has answered. */
export type Contender = {
  readonly url: string
  readonly request: (index: number) => RequestInit
  readonly said: () => number
  readonly close: () => Promise<void>
}

/** Starts an HTTP server on a free port of this machine. */
export async function listen(listener: RequestListener): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** Closes servers and all their connections. */
export function shut(...servers: readonly Server[]): void {
  for (const server of servers) (server.closeAllConnections(), server.close())
}

const atOnce = 32
const [warm, measured, rounds] = [500, 1500, 5]

/** Messages per second, from the first one sent to the last one answered. */
async function rateOf({ url, request, said }: Contender, from: number, count: number): Promise<number> {
  const [before, start] = [said(), performance.now()]
  let next = from
  const post = async (): Promise<void> => {
    for (let index = next++; index < from + count; index = next++) {
      const response = await fetch(url, { method: 'POST', ...request(index) })
      if (!response.ok) throw new Error(`${url} answers ${response.status}`)
      await response.text()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, post))
  while (said() - before < count) await new Promise((resolve) => setTimeout(resolve, 2))
  return count / ((performance.now() - start) / 1000)
}

/** Starts the bots, measures them in turns, and prints each one's rate and its ratio to the first. `only` names a single one to run. */
export async function sideBySide(
  starts: Readonly<Record<string, (database: string) => Promise<Contender>>>,
  only: string | undefined,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'licet-bench-'))
  const contenders: Array<{ readonly name: string; readonly contender: Contender; readonly rates: number[] }> = []
  for (const [name, start] of Object.entries(starts))
    if (only === undefined || name === only)
      contenders.push({ name, contender: await start(`file:${join(folder, `${contenders.length}.db`)}`), rates: [] })
  for (const { contender } of contenders) await rateOf(contender, 0, warm)
  for (let round = 1; round <= rounds; round++)
    for (const { contender, rates } of contenders) rates.push(await rateOf(contender, round * (warm + measured), measured))
  const first = median(contenders[0]?.rates ?? [])
  for (const { name, rates } of contenders)
    process.stdout.write(
      `${name}: ${Math.round(median(rates))}/s; ${contenders[0]?.name} makes ${(first / median(rates)).toFixed(2)} of it\n`,
    )
  for (const { contender } of contenders) await contender.close()
  rmSync(folder, { recursive: true, force: true })
}
