/**
 * Why there is no access token, and the remedy. Both are fixed texts, with Entra's own code; they contain
 * no secret.
 */
export class TokenError extends Error {
  readonly mend: string
  constructor(why: string, mend: string) {
    super(why)
    this.name = 'TokenError'
    this.mend = mend
  }
}

/**
 * The error for a refused token. `who` refused it. Of the response text (`words`) only Entra's code is
 * used; without one, `otherCode`.
 */
export function refused(who: string, words: string, otherCode: string): TokenError {
  const code = /AADSTS\d{4,8}/.exec(words)?.[0] ?? otherCode
  return new TokenError(`${who} gives no token (${code})`, mends[code] ?? otherwise)
}

const otherwise = 'correct MICROSOFT_APP_ID, MICROSOFT_APP_TENANT_ID and the app’s secret, certificate or identity'

const unmatched = 'add a federated credential to the app registration, with that issuer, subject and audience'

/** The remedies for Entra's error codes. */
const mends: Readonly<Record<string, string>> = {
  AADSTS7000215: 'copy the client secret’s value, not its id, into MICROSOFT_APP_PASSWORD',
  AADSTS7000222: 'the client secret has run out; make a new one and set MICROSOFT_APP_PASSWORD',
  AADSTS700016: 'correct MICROSOFT_APP_ID and MICROSOFT_APP_TENANT_ID: that tenant does not know the app',
  AADSTS90002: 'correct MICROSOFT_APP_TENANT_ID and MICROSOFT_CLOUD: there is no such tenant in that cloud',
  AADSTS700027: 'upload the certificate of MICROSOFT_APP_CERTIFICATE to the app registration, under Certificates & secrets',
  AADSTS700024: 'set this machine’s clock by a time server, or see who renews the file of MICROSOFT_APP_FEDERATED_FILE',
  AADSTS700211: unmatched,
  AADSTS700212: unmatched,
  AADSTS700213: unmatched,
  AADSTS70021: unmatched,
}
