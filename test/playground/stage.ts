import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Locator } from 'playwright-core'
import { browserPath, playgroundPath } from './missing.ts'

export { browserPath, missing } from './missing.ts'

/** The folder for pictures, for people to view. */
const pictures = process.env['PICTURES'] ?? join(tmpdir(), 'licet-playground')

/** Opens a browser page of the given size in pixels. */
export async function openPage(width: number, height: number) {
  mkdirSync(pictures, { recursive: true })
  const browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] })
  const page = await browser.newPage({ viewport: { width, height } })
  page.setDefaultTimeout(15_000)
  return {
    page,
    picture: async (name: string, fullPage = false): Promise<void> =>
      void (await page.screenshot({ path: join(pictures, `${name}.png`), fullPage })),
    close: () => browser.close(),
  }
}

/** A person in the Playground's tenant. Each person sees only their own Playground. */
export type Somebody = {
  readonly id: string
  readonly name: string
  readonly aadObjectId: string
  /** The first channel of their team. */
  readonly channel: string
}

export const tenant = '00000000-0000-0000-0000-0000000000001'

/** The person at the Playground, unless another is given. */
const alex: Somebody = {
  id: 'user-id-0',
  name: 'Alex Wilber',
  aadObjectId: '00000000-0000-0000-0000-0000000000020',
  channel: '19:sales@thread.tacv2',
}

const bot = '00000000-0000-0000-0000-00000000000011'

/** A person in the Playground's configuration format. */
const account = ({ id, name, aadObjectId }: Omit<Somebody, 'channel'>) => ({
  id,
  name,
  aadObjectId,
  userPrincipleName: `${id}@example.com`,
  givenName: name,
  surname: name,
  email: `${id}@example.com`,
})

/** The configuration of the Playground: the person and their colleagues (it requires five people). */
const configOf = (who: Somebody): string =>
  JSON.stringify({
    version: '0.1.1',
    tenantId: tenant,
    bot: { id: bot, name: 'Test Bot' },
    currentUser: account(who),
    users: Array.from({ length: 5 }, (_, index) =>
      account({ id: `colleague-${index}`, name: `Colleague ${index}`, aadObjectId: `00000000-0000-0000-0000-00000000003${index}` }),
    ),
    personalChat: { id: `a:${who.id}` },
    groupChat: { id: `19:chat-${who.id}@thread.v2`, name: 'Group Chat' },
    team: { id: who.channel, name: 'My Team', aadGroupId: '00000000-0000-0000-0000-000000000031', channels: [] },
  })

/** Licet, started as by `npm start`, for the Playground; `told` are its log lines. */
type House = { readonly endpoint: string; readonly told: readonly string[]; readonly stop: () => Promise<void> }

const home = fileURLToPath(new URL('../..', import.meta.url))

/** Starts Licet; `settings` is the text of its settings file. Nothing leaves this machine. */
export async function openHouse(settings?: string): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'licet-house-'))
  if (settings !== undefined) writeFileSync(join(folder, 'settings.yaml'), settings)
  const port = await freePort()
  const told: string[] = []
  const licet = start(folder, [join(home, 'bin/start.mjs'), 'serve'], told, {
    MICROSOFT_APP_TYPE: 'Playground',
    PORT: String(port),
    DATABASE_URL: `file:${folder}/licet.db`,
    NODE_ENV: 'development',
    ...(settings === undefined ? {} : { LICET_SETTINGS: join(folder, 'settings.yaml') }),
  })
  await answers(`http://127.0.0.1:${port}/health`, told)
  return {
    endpoint: `http://127.0.0.1:${port}/api/messages`,
    told,
    stop: async () => {
      await end(licet)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A Playground connected to Licet, for one person. */
export type Stage = Awaited<ReturnType<typeof openStage>>

/** Starts a Playground connected to Licet, and a browser on it. */
export async function openStage({ endpoint }: House, who: Somebody = alex) {
  const folder = mkdtempSync(join(tmpdir(), 'licet-stage-'))
  writeFileSync(join(folder, '.m365agentsplayground.yml'), configOf(who))
  const front = await freePort()
  const heard: string[] = []
  const playground = start(
    folder,
    [playgroundPath ?? '', '-e', endpoint, '-c', 'msteams', '-p', String(front), '--disable-telemetry'],
    heard,
    {
      BROWSER: 'none',
    },
  )
  await answers(`http://127.0.0.1:${front}/`, heard)
  const { page, picture, close } = await openPage(1400, 1600)
  // The Playground fetches only its fonts from elsewhere.
  await page.route(/^https:/, (route) => route.abort())
  await page.goto(`http://127.0.0.1:${front}/`, { timeout: longestStart })
  await page.getByText('installationUpdate 200').first().waitFor({ timeout: longestStart })
  const cards = (words: string): Locator => page.locator('.ac-adaptiveCard', { hasText: words })
  return {
    page,
    picture,
    cards,
    /** Types a message and sends it; with `mention` it mentions Licet. */
    say: async (text: string, mention = false, button = 'Send Message'): Promise<void> => {
      await page.locator('[contenteditable=true]').first().click()
      if (mention) {
        await page.keyboard.type('@')
        await page.getByRole('menuitem', { name: 'Test Bot' }).click()
      }
      await page.keyboard.type(` ${text}`)
      await page.getByRole('button', { name: button, exact: true }).click()
    },
    /** The latest card that contains `words`. The result stays the same card when others follow. */
    card: async (words: string): Promise<Locator> => {
      const found = cards(words)
      await found.last().waitFor()
      return found.nth((await found.count()) - 1)
    },
    /** Submits the dialog behind a button directly, because the Playground shows no dialogs. */
    send: async (button: Readonly<Record<string, unknown>>, values: Readonly<Record<string, string>>): Promise<void> => {
      const invoke = async (name: string, data: unknown): Promise<unknown> => {
        const activity = {
          type: 'invoke',
          name,
          id: crypto.randomUUID(),
          channelId: 'msteams',
          serviceUrl: `http://localhost:${front}/_connector`,
          from: { id: who.id, name: who.name, aadObjectId: who.aadObjectId },
          recipient: { id: bot },
          conversation: { id: `a:${who.id}`, conversationType: 'personal', tenantId: tenant },
          channelData: { tenant: { id: tenant } },
          value: { data },
        }
        const body = JSON.stringify(activity)
        const response = await fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        const text = await response.text()
        return text === '' ? {} : JSON.parse(text)
      }
      const { card } = ((await invoke('task/fetch', button)) as Opened).task.value
      const { body, actions } = card.content
      const filled = Object.fromEntries(body.flatMap(({ id, value = '' }) => (id === undefined ? [] : [[id, value]])))
      const answered = await invoke('task/submit', { ...actions[0].data, ...filled, ...values })
      if (JSON.stringify(answered) !== '{}') throw new Error(`the dialog came back: ${JSON.stringify(answered)}`)
    },
    /** The Playground's log: each request in both directions with its status. */
    log: async (): Promise<readonly string[]> =>
      (await page.locator('body').innerText()).split('\n').filter((line) => /^\[\d+:\d+:\d+/.test(line)),
    close: async (): Promise<void> => {
      await close()
      await end(playground)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Opened = {
  readonly task: {
    readonly value: {
      readonly card: {
        readonly content: {
          readonly body: ReadonlyArray<{ readonly id?: string; readonly value?: string }>
          readonly actions: readonly [{ readonly data: object }]
        }
      }
    }
  }
}

/** Whether a log line shows a refusal or a message split in two (202). The typing indicator also gets 202, since it has no id. */
export const isFault = (line: string): boolean => /\b(?:202|[45]\d\d)\b/.test(line.slice(12)) && !line.endsWith(' typing 202')

/** Starts a program in `cwd`, a temporary folder, because the Playground leaves files where it runs. */
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

/** The timeout for a program to start, in milliseconds; generous, because the machine may be busy. */
export const longestStart = 120_000

async function answers(url: string, told: readonly string[]): Promise<void> {
  for (const until = Date.now() + longestStart; Date.now() < until; await sleep(50)) {
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
