import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Locator } from 'playwright-core'

const onPath = (names: readonly string[]): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

/** Where a browser is: CHROMIUM says, or the usual names are looked for. */
export const browserPath = process.env['CHROMIUM'] ?? onPath(['chromium', 'chromium-browser', 'google-chrome'])

/** Where the Agents Playground is: PLAYGROUND says, or it is on the path. It is a tool under a licence of its own: never a dependency. */
export const playgroundPath = process.env['PLAYGROUND'] ?? onPath(['agentsplayground'])

/** What is missing for a test in the Playground, in words. */
export const missing =
  browserPath === undefined
    ? 'no Chromium is here; install it, or name it with CHROMIUM'
    : playgroundPath === undefined
      ? 'the Agents Playground is not here; install @microsoft/m365agentsplayground in a folder of its own, and name its agentsplayground with PLAYGROUND'
      : undefined

/** Where pictures are put, to be looked at. */
const pictures = process.env['PICTURES'] ?? join(tmpdir(), 'licet-playground')

/** A browser's page, of so many pixels. */
export async function openPage(width: number, height: number) {
  mkdirSync(pictures, { recursive: true })
  const browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] })
  const page = await browser.newPage({ viewport: { width, height } })
  page.setDefaultTimeout(15_000)
  return {
    page,
    picture: async (name: string): Promise<void> => void (await page.screenshot({ path: join(pictures, `${name}.png`) })),
    close: () => browser.close(),
  }
}

/** The Playground in front of Licet, as people see it. */
export type Stage = Awaited<ReturnType<typeof openStage>>

const home = fileURLToPath(new URL('../..', import.meta.url))

/** Starts Licet as `npm start` does, the Playground in front of it, and a browser on that. Nothing leaves this machine. */
export async function openStage() {
  const folder = mkdtempSync(join(tmpdir(), 'licet-stage-'))
  const [port, front] = [await freePort(), await freePort()]
  const told: string[] = []
  const licet = start(folder, [join(home, 'bin/start.mjs'), 'serve'], told, {
    MICROSOFT_APP_TYPE: 'Playground',
    PORT: String(port),
    DATABASE_URL: `file:${folder}/licet.db`,
    NODE_ENV: 'development',
  })
  await answers(`http://127.0.0.1:${port}/health`, told)
  const endpoint = `http://127.0.0.1:${port}/api/messages`
  const playground = start(
    folder,
    [playgroundPath ?? '', '-e', endpoint, '-c', 'msteams', '-p', String(front), '--disable-telemetry'],
    [],
    {
      BROWSER: 'none',
    },
  )
  await answers(`http://127.0.0.1:${front}/`, told)
  const { page, picture, close } = await openPage(1400, 1600)
  // Its fonts are the one thing that it fetches from elsewhere.
  await page.route(/^https:/, (route) => route.abort())
  await page.goto(`http://127.0.0.1:${front}/`)
  await page.getByText('installationUpdate 200').first().waitFor()
  return {
    page,
    picture,
    /** What Licet wrote to its log. */
    told,
    /** Writes into the box where people write, to Licet by its name where `mention` is set, and sends it. */
    say: async (text: string, mention = false, button = 'Send Message'): Promise<void> => {
      await page.locator('[contenteditable=true]').first().click()
      if (mention) {
        await page.keyboard.type('@')
        await page.getByText('Test Bot').last().click()
      }
      await page.keyboard.type(` ${text}`)
      await page.getByRole('button', { name: button, exact: true }).click()
    },
    /** The last card that holds some words, which it stays when others come. */
    card: async (words: string): Promise<Locator> => {
      const found = page.locator('.ac-adaptiveCard', { hasText: words })
      await found.last().waitFor()
      return found.nth((await found.count()) - 1)
    },
    /** What Licet answered to each thing that the Playground sent: the lines of its log. */
    log: async (): Promise<readonly string[]> =>
      (await page.locator('body').innerText()).split('\n').filter((line) => /^\[\d+:\d+:\d+/.test(line)),
    close: async (): Promise<void> => {
      await close()
      for (const child of [playground, licet]) await end(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The Playground leaves files where it runs: in the folder that goes away. */
function start(cwd: string, parts: readonly string[], told: string[], env: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, parts, { cwd, env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => told.push(chunk.toString()))
  return child
}

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill()
  })

async function answers(url: string, told: readonly string[]): Promise<void> {
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(50)) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok === true) return
  }
  throw new Error(`nothing answers at ${url}: ${told.join('')}`)
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number }
      server.close(() => resolve(port))
    })
  })
