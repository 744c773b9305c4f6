import fc from 'fast-check'

/** Whether this is `npm run fuzz`: then property tests draw anew and sweeps go through all there is. */
export const isFuzz = process.env['npm_lifecycle_event'] === 'fuzz'

// In the suite every property is drawn from one seed, so that it says the same of the same code each time.
if (!isFuzz) fc.configureGlobal({ seed: 20261128 })
