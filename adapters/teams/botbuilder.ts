import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import type { Registration } from './config.ts'
import type { TokenFor } from './connector.ts'
import { refused } from './token-error.ts'

type Credentials = { readonly getToken?: () => Promise<string> }

/**
 * Gets the app's access tokens with botbuilder, which caches them. Nothing else of botbuilder is used;
 * DECISIONS.md says why.
 */
export async function botbuilderTokens({ appId, appTenant, credential, cloud }: Registration): Promise<TokenFor> {
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: appTenant,
    ...(credential.kind === 'secret'
      ? { MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: credential.secret }
      : { MicrosoftAppType: 'UserAssignedMsi' }),
  })
  const of = (audience: string): Promise<Credentials> =>
    factory.createCredentials(appId, audience, `${cloud.login}/${appTenant}`, true) as Promise<Credentials>
  const credentials = { connector: await of(cloud.connector), graph: await of(cloud.graph) }
  return async (service) => {
    const asked = credentials[service].getToken?.()
    return await asked?.catch((error: unknown) => {
      throw refused('Entra', String(error), 'no code')
    })
  }
}
