const forms = 'write file:PATH or postgres://USER:PASSWORD@HOST/NAME'

/**
 * Matches a Postgres URL that is unambiguous: no @, / ? or # in the user name and the password, and no @ or
 * # after them.
 */
const whole = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?[^@#]*$/

/**
 * What is wrong with the URL of a database, in words that do not repeat the URL, because it can contain a
 * password; `undefined` if nothing is wrong.
 */
export function addressProblem(url: string): string | undefined {
  if (/^file:./.test(url)) return undefined
  if (!/^postgres(?:ql)?:\/\/./.test(url)) return `names no database that Licet knows; ${forms}`
  // A URL may leave out the host and give a folder of sockets in its query. `canParse` needs a host, so one
  // is inserted for the test.
  if (whole.test(url) && URL.canParse(url.replace(/@(?=\/|$)/, '@localhost'))) return undefined
  return `is no address as it stands; ${forms}, and in a password %40 for @, %2F for /, %3A for :, %23 for #, %3F for ?, %25 for %`
}
