// Plain JavaScript, so that an old Node says what to do instead of failing on TypeScript.
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(
    `Licet needs Node 24 or newer; this is ${process.versions.node}.\nRun it with npm, which brings its own: npm ci, then npm run -s ask -- "can we sell an SLV stage to Australia?"\n`,
  )
  process.exit(1)
}
await import('../adapters/main.ts')
