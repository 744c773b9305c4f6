import { connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openMemory, type Memory } from '../../src/store/memory.ts'
import { createCircuitBreaker } from '../../src/store/circuit-breaker.ts'
import { openBench, type Bench } from '../app.ts'
import { engines } from './databases.ts'

const there = { host: '127.0.0.1', port: 6379 }
const hasRedis = await new Promise<boolean>((resolve) => {
  const socket = connect(there, () => resolve(true))
  socket.on('error', () => resolve(false))
  socket.on('connect', () => socket.end())
})

/** A proxy in front of Redis. While silent it accepts connections but passes nothing on, like a stopped Redis. */
type Port = { url: string; connections: number; setSilent: (isSilent: boolean) => void; close: () => void }

async function openPort(isSilent: boolean): Promise<Port> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    port.connections++
    sockets.add(socket)
    socket.on('error', () => undefined)
    const redis = connect(there)
    redis.on('error', () => undefined)
    socket.on('data', (data) => redis.write(data))
    redis.on('data', (data) => socket.write(data))
    socket.on('close', () => (sockets.delete(socket), redis.destroy()))
    if (isSilent) socket.pause()
  })
  const port: Port = {
    url: '',
    connections: 0,
    setSilent: (now) => {
      isSilent = now
      for (const socket of sockets)
        if (isSilent) socket.pause()
        else socket.resume()
    },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port.url = `redis://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return port
}

const quick = { timeout: 100, rest: 400 }

describe('conversation memory in Redis', () => {
  const told: string[] = []
  const opened: Array<{ readonly close: () => unknown }> = []
  const open = (url: string, limits = quick): Memory => {
    const memory = openMemory(undefined as never, url, 60_000, (line) => told.push(line), limits)
    opened.push(memory)
    return memory
  }
  const portThat = async (isSilent: boolean): Promise<Port> => {
    const port = await openPort(isSilent)
    opened.push(port)
    return port
  }
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close()
    told.length = 0
  })

  test.skipIf(!hasRedis)('stores and deletes, and does not use the database', async () => {
    const key = `test-${Math.random()}`
    const memory = open('redis://127.0.0.1:6379', { timeout: 30_000, rest: 400 })
    await memory.set(key, { one: 1 })
    expect(await memory.get(key)).toEqual({ one: 1 })
    await memory.delete(key)
    expect(await memory.get(key)).toBeUndefined()
  })

  test('without a server is reported once, and remembers nothing', async () => {
    const memory = open('redis://127.0.0.1:1')
    expect([await memory.get('x'), await memory.get('x')]).toEqual([undefined, undefined])
    await memory.set('x', 1)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^memory: Redis does not answer \(.*\); start it, or correct REDIS_URL; conversations are forgotten meanwhile$/)
  })

  test('with a silent server waits once, then leaves it alone and remembers nothing; closing does not wait', async () => {
    const port = await portThat(true)
    const memory = open(port.url, { timeout: 100, rest: 60_000 })
    const begun = performance.now()
    expect(await memory.get('x')).toBeUndefined()
    const { connections } = port
    for (let time = 0; time < 50; time++) {
      await memory.set('x', time)
      expect(await memory.get('x')).toBeUndefined()
    }
    await expect(memory.probe()).rejects.toThrow('left alone')
    await memory.close()
    expect(performance.now() - begun).toBeLessThan(1500)
    expect(port.connections).toBe(connections)
    expect(told).toHaveLength(1)
  })

  test.skipIf(!hasRedis)('whose server falls silent is reported once, and works again when the server answers', async () => {
    const port = await portThat(false)
    const memory = open(port.url)
    const key = `test-${Math.random()}`
    await expect
      .poll(
        async () => {
          await memory.set(key, 1)
          return memory.get(key)
        },
        { timeout: 10_000 },
      )
      .toBe(1)
    told.length = 0
    port.setSilent(true)
    const answers = await Promise.all(Array.from({ length: 50 }, () => memory.get(key)))
    expect(answers.every((answer) => answer === undefined)).toBe(true)
    await memory.set(key, 2)
    expect(told).toHaveLength(1)
    port.setSilent(false)
    await expect.poll(() => memory.get(key), { timeout: 10_000 }).toBe(1)
    await memory.delete(key)
    port.setSilent(true)
    await memory.get(key)
    expect(told).toHaveLength(2)
  })

  test('that hangs does not stop questions from being answered, or the program from ending', async () => {
    const port = await portThat(true)
    const [engine] = engines
    if (engine === undefined) throw new Error('no engine')
    const bench: Bench = await openBench(engine, undefined, {}, open(port.url))
    for (const name of ['ann', 'bob', 'cy']) await bench.hand(`ask:${name}`, 'SLV stage to Australia?')
    expect(['ann', 'bob', 'cy'].map((name) => bench.at(name).length)).toEqual([1, 1, 1])
    const begun = performance.now()
    await bench.close()
    expect(performance.now() - begun).toBeLessThan(1500)
    expect(told).toHaveLength(1)
  })
})

describe('a call that may hang', () => {
  let asked: number
  beforeEach(() => (asked = 0))
  const hang = (): Promise<never> => (asked++, new Promise<never>(() => undefined))

  test.each<[why: string, ask: () => Promise<unknown>, words: string]>([
    ['does not answer', hang, 'no answer within 0.02 s'],
    ['fails', () => (asked++, Promise.reject(new Error('no'))), 'no'],
  ])('is not repeated for a while once it %s, and then tried again', async (_, ask, words) => {
    const resting = createCircuitBreaker({ timeout: 20, rest: 100 })
    await expect(resting(ask)).rejects.toThrow(words)
    await expect(resting(ask)).rejects.toThrow('left alone')
    expect(asked).toBe(1)
    await expect.poll(() => resting(() => Promise.resolve('back')).catch(() => 'away')).toBe('back')
    expect(await resting(() => Promise.resolve(1))).toBe(1)
  })
})
