type Part = Readonly<Record<string, unknown>>

type Whole = Part & {
  readonly bots: ReadonlyArray<Part & { readonly commandLists: ReadonlyArray<Part & { readonly commands: readonly Part[] }> }>
  readonly webApplicationInfo?: Part
  readonly authorization?: { readonly permissions: { readonly resourceSpecific: ReadonlyArray<{ readonly name: string }> } }
}

/**
 * A manifest of version 1.30 as version 1.10 has it, for the clouds that take no newer one. What came later is left away: prompts
 * behind a command's title (the title is sent), private messages in shared conversations, the tier of channels. What may be
 * heard was written elsewhere then.
 */
export function olderManifest(manifest: Part): Part {
  const { supportsChannelFeatures: _tier, authorization, webApplicationInfo, bots, ...rest } = manifest as Whole
  const heard = authorization?.permissions.resourceSpecific.map(({ name }) => name)
  return {
    ...rest,
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.10/MicrosoftTeams.schema.json',
    manifestVersion: '1.10',
    bots: bots.map(({ supportsTargetedMessages: _targets, commandLists, ...bot }) => ({
      ...bot,
      commandLists: commandLists.map(({ scopes, commands }) => ({
        scopes,
        commands: commands.map(({ title, description }) => ({ title, description })),
      })),
    })),
    ...(webApplicationInfo === undefined ? {} : { webApplicationInfo: { ...webApplicationInfo, applicationPermissions: heard ?? [] } }),
  }
}
