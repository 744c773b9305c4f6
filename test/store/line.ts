import { createServer, connect, type Server, type Socket } from 'node:net'
import type { Engine } from './databases.ts'
import { server as postgresUrl } from './server.ts'

/** A Postgres whose connection can be cut and restored. */
export type Line = { readonly engine: Engine; readonly cut: () => void; readonly mend: () => Promise<void>; readonly close: () => void }

/** Puts a proxy that can be cut in front of an engine. */
export async function openLine(engine: Engine): Promise<Line> {
  const sockets = new Set<Socket>()
  const at = new URL(postgresUrl)
  let server: Server | undefined
  let port = 0
  const pipe = (from: Socket): void => {
    const to = connect(Number(at.port === '' ? 5432 : at.port), at.hostname)
    for (const socket of [from, to]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => [from, to].forEach((one) => one.destroy()))
    }
    from.pipe(to).pipe(from)
  }
  const mend = async (): Promise<void> => {
    const fresh = createServer(pipe)
    await new Promise<void>((resolve) => fresh.listen(port, '127.0.0.1', resolve))
    const address = fresh.address()
    port = typeof address === 'object' && address !== null ? address.port : port
    server = fresh
  }
  const cut = (): void => {
    server?.close()
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  await mend()
  return {
    engine: {
      ...engine,
      copy: async (start) => {
        const made = await engine.copy(start)
        return { ...made, url: made.url.replace(at.host, `127.0.0.1:${port}`) }
      },
    },
    cut,
    mend,
    close: cut,
  }
}
