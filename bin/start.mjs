// Plain JavaScript, so that an old Node says what to do instead of failing on TypeScript.
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(
    `Licet needs Node 24 or newer; this is ${process.versions.node}.\nRun it with npm, which brings its own: npm ci, then npm run -s ask -- "can we sell an SLV stage to Australia?"\n`,
  )
  process.exit(1)
}
// What Node made of the TypeScript is kept for the next start; where it cannot be, the start is only slower.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/licet', import.meta.url)))
await import('../adapters/main.ts')
