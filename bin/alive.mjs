// Whether Licet lives on this machine: 0 where it answers at /livez, else 1. For a health check in its own container.
const port = process.env.PORT ?? 3000
try {
  const { ok } = await fetch(`http://127.0.0.1:${port}/livez`, { signal: AbortSignal.timeout(2500) })
  process.exitCode = ok ? 0 : 1
} catch {
  process.exitCode = 1
}
