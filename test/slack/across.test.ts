import { describe, expect, test } from 'vitest'
import type { Delivery, Platform } from '../../src/port/platform.ts'
import { toPlainText } from '../../src/port/plain.ts'
import { engines } from '../store/databases.ts'
import { inSlack, openSlack } from './bench.ts'

/** A terminal that remembers what it was sent. */
function createConsole(): Platform & { readonly shown: Delivery[] } {
  const shown: Delivery[] = []
  return {
    name: 'console',
    pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 } },
    shown,
    send: (delivery) => {
      shown.push(delivery)
      return Promise.resolve({ kind: 'sent', message: delivery.kind === 'update' ? delivery.message : `console-${shown.length}` })
    },
  }
}

describe.each(engines)('a case between a terminal and Slack, on $name', (engine) => {
  test.skipIf(engine.missing !== undefined)('is asked in the terminal and answered by a plain reply in Slack', async () => {
    const terminal = createConsole()
    const { fake, app, close } = await openSlack('HTTP', { engine, settings: inSlack, others: [terminal] })
    const person = { id: 'console:ann', name: 'ann' }
    const place = { platform: 'console', id: 'ann' }
    let count = 0
    const hand = async (said: Parameters<typeof app.accept>[0]['said']) => {
      const accepted = await app.accept({ event: `console:${++count}`, person, place, said })
      return accepted.kind === 'taken' ? await accepted.done : {}
    }
    const shown = (words: string): Promise<string> =>
      fake.until(() => terminal.shown.map(({ reply }) => toPlainText(reply)).find((text) => text.includes(words)))
    await hand({ kind: 'message', text: 'can we sell an SLV stage to Australia?' })
    await shown('License needed')
    const { form } = await hand({ kind: 'action', action: 'ask-counsel' })
    await hand({ kind: 'submit', form: 'escalate', of: form?.of ?? '', values: { remark: '', urgency: 'normal', queue: 'export-counsel' } })
    const packet = await fake.until(() => fake.messages('CDESK').find((one) => one.bot_id !== undefined))
    await fake.click({ user: 'U2', message: packet, actionId: 'licet:claim:0' })
    await shown('Counsel: Name U2')
    const claimed = await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('counsel is at work')))
    await fake.click({ user: 'U2', message: claimed, actionId: 'licet:ask-info:1' })
    await fake.until(() => fake.modal('U2'))
    await fake.submit({ user: 'U2', values: { text: 'who is the end user?' } })
    await shown('who is the end user?')
    await hand({ kind: 'message', text: 'Gilmour Space' })
    await fake.until(() => fake.thread('CDESK', packet.ts).find((one) => one.text.includes('ann: Gilmour Space')))
    await fake.message({ user: 'U2', channel: 'CDESK', text: 'You may apply with a DSP-5.', threadTs: packet.ts })
    const offer = await fake.until(() => fake.ephemerals('U2').find((one) => one.text.includes('Send this as your answer')))
    await fake.click({ user: 'U2', message: offer, actionId: 'licet:send-draft:0' })
    expect(await shown('You may apply with a DSP-5.')).toMatch(/^Answer from counsel: case 1[\s\S]*From: Name U2/)
    await close()
  })

  test.skipIf(engine.missing !== undefined)("the desk is told, in the case's thread, of an asker who cannot be reached", async () => {
    const { fake, close } = await openSlack('HTTP', { engine })
    await fake.dm({ user: 'U1', text: 'drone to Poland' })
    const answer = await fake.until(() => fake.direct('U1').find((one) => one.bot_id !== undefined))
    await fake.click({ user: 'U1', message: answer, actionId: 'licet:ask-counsel:3' })
    await fake.until(() => fake.modal('U1'))
    await fake.submit({ user: 'U1', values: {} })
    const packet = await fake.until(() => fake.messages('CDESK').find((one) => one.bot_id !== undefined))
    await fake.click({ user: 'U2', message: packet, actionId: 'licet:claim:0' })
    await fake.until(() => fake.messages('CDESK').find((one) => one.text.includes('counsel is at work')))
    fake.channel(answer.channel, { is_archived: true })
    await fake.message({ user: 'U2', channel: 'CDESK', text: 'No license is needed here.', threadTs: packet.ts })
    const offer = await fake.until(() => fake.ephemerals('U2').find((one) => one.text.includes('Send this as your answer')))
    await fake.click({ user: 'U2', message: offer, actionId: 'licet:send-draft:0' })
    const told = await fake.until(() => fake.thread('CDESK', packet.ts).find((one) => one.text.includes('was not reached')))
    expect(told.text).toMatch(/Name U1 did not get counsel’s last words \(is_archived; the channel is archived/)
    await close()
  })
})
