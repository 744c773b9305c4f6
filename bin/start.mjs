// Plain JavaScript, so that an old version of Node prints this message instead of failing on TypeScript.
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(
    `Licet needs Node 24 or newer; this is ${process.versions.node}.\nRun it with npm, which brings its own: npm ci, then npm run -s ask -- "can we sell an SLV stage to Australia?"\n`,
  )
  process.exit(1)
}
// Caches the compiled TypeScript for the next start. If the cache cannot be written, the start is only slower.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/licet', import.meta.url)))
await import('../adapters/main.ts')
