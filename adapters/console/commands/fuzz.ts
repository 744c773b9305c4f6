import type { Command } from '../app.ts'

export const fuzz: Command = (environment) => {
  environment.warn('soon\n')
  return Promise.resolve(1)
}
