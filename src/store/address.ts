const forms = 'write file:PATH or postgres://USER:PASSWORD@HOST/NAME'

/** A user with a password, and what stands behind, where nothing of the one can be taken for the other. */
const whole = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?[^@#]*$/

/** What is wrong with the URL of a database, without a word of it; `undefined` where nothing is. */
export function addressProblem(url: string): string | undefined {
  if (/^file:./.test(url)) return undefined
  if (!/^postgres(?:ql)?:\/\/./.test(url)) return `names no database that Licet knows; ${forms}`
  // A folder of sockets stands in the query, where no host is named.
  if (whole.test(url) && URL.canParse(url.replace(/@(?=\/|$)/, '@localhost'))) return undefined
  return `is no address as it stands; ${forms}, and in a password %40 for @, %2F for /, %3A for :, %23 for #, %3F for ?, %25 for %`
}
