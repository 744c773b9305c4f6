// Health check for a container: exits with 0 if Licet answers at /livez on this machine, else with 1.
const port = process.env.PORT ?? 3000
try {
  const { ok } = await fetch(`http://127.0.0.1:${port}/livez`, { signal: AbortSignal.timeout(2500) })
  process.exitCode = ok ? 0 : 1
} catch {
  process.exitCode = 1
}
