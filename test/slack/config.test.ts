import { describe, expect, test } from 'vitest'
import { readAccess } from '../../adapters/slack/config.ts'

const many = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'secret',
  SLACK_SIGNING_SECRET: 'signing',
  SLACK_WORKSPACES: 'T0ONE, E0TWO',
  LICET_URL: 'https://licet.example/',
  LICET_KEYS: 'checked elsewhere',
}

describe("Slack's settings in the environment", () => {
  test.each([
    ['nothing', {}, undefined],
    ['one workspace over HTTP', { SLACK_BOT_TOKEN: 'x', SLACK_SIGNING_SECRET: 's' }, { botToken: 'x', signingSecret: 's' }],
    ['one workspace over Socket Mode', { SLACK_BOT_TOKEN: 'x', SLACK_APP_TOKEN: 'a' }, { botToken: 'x', signingSecret: '', appToken: 'a' }],
    [
      'many workspaces',
      many,
      {
        signingSecret: 'signing',
        installing: { clientId: '1.2', clientSecret: 'secret', url: 'https://licet.example', allowed: ['T0ONE', 'E0TWO'] },
      },
    ],
  ])('%s', (_name, env, access) => {
    expect(readAccess(env)).toEqual(access)
  })

  test.each([
    ['no signing secret', { SLACK_BOT_TOKEN: 'x' }, ['SLACK_SIGNING_SECRET: is missing']],
    [
      'each secret in the place of another',
      { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'xoxb-1' },
      ['SLACK_BOT_TOKEN: that is another token; copy the Bot', 'SLACK_APP_TOKEN: that is another', 'SLACK_SIGNING_SECRET: that is a token'],
    ],
    ['a token and a client', { ...many, SLACK_BOT_TOKEN: 'x' }, ['SLACK_BOT_TOKEN: is there beside SLACK_CLIENT_ID']],
    [
      'a client alone',
      { SLACK_CLIENT_ID: '1.2' },
      ['SLACK_SIGNING_SECRET', 'SLACK_CLIENT_SECRET', 'SLACK_WORKSPACES', 'LICET_URL', 'LICET_KEYS'],
    ],
    ['names for ids', { ...many, SLACK_WORKSPACES: 'acme T0ONE' }, ['SLACK_WORKSPACES: `acme` is no id']],
    ['http', { ...many, LICET_URL: 'http://licet.example' }, ['LICET_URL']],
    ['a path', { ...many, LICET_URL: 'https://licet.example/slack' }, ['LICET_URL']],
  ])('%s: all problems are reported together', (_name, env, problems) => {
    const read = readAccess(env)
    expect(read !== undefined && 'problems' in read ? read.problems : []).toEqual(
      problems.map((problem) => expect.stringContaining(problem) as string),
    )
  })
})
