type Part = Readonly<Record<string, unknown>>

type Whole = Part & {
  readonly bots: ReadonlyArray<Part & { readonly commandLists: ReadonlyArray<Part & { readonly commands: readonly Part[] }> }>
  readonly webApplicationInfo?: Part
  readonly authorization?: { readonly permissions: { readonly resourceSpecific: ReadonlyArray<{ readonly name: string }> } }
}

/**
 * Turns a manifest of version 1.30 into version 1.10, for clouds that accept no newer one. Drops what 1.10
 * lacks: prompts for a command's title (the title itself is sent instead), targeted messages, and support
 * for channel types. Moves the permissions to hear messages to where 1.10 has them.
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
