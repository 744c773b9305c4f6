/** The colors of Teams as published by its card designer: text, subtle text and backgrounds. */
const pale = { emphasis: '#f9f8f7', accent: '#c7def9', good: '#ccffcc', attention: '#ffc5b2', warning: '#ffe2b2' }
const black = { emphasis: '#000000', accent: '#000000', good: '#000000', attention: '#000000', warning: '#000000' }
export const themes = {
  light: { page: '#ffffff', words: '#252424', quiet: '#bf252424', alarm: '#c4314b', link: '#5b5fc7', tints: pale, onTints: '#252424' },
  dark: {
    page: '#2d2c2c',
    words: '#ffffff',
    quiet: '#bfffffff',
    alarm: '#f1707b',
    link: '#a6a7dc',
    tints: { ...pale, emphasis: '#292828' },
    onTints: '#201f1f',
  },
  contrast: { page: '#000000', words: '#ffffff', quiet: '#ffffff', alarm: '#ffff01', link: '#ffff01', tints: black, onTints: '#ffffff' },
} as const
export type Theme = keyof typeof themes

/** The settings by which Teams draws cards in a theme, as published. */
export function hostConfig(theme: Theme): object {
  const { page, words, quiet, alarm, tints, onTints } = themes[theme]
  const style = (backgroundColor: string, text: string, subtle: string) => ({
    backgroundColor,
    foregroundColors: { default: { default: text, subtle }, attention: { default: alarm, subtle: alarm } },
  })
  const tinted = Object.entries(tints).map(([name, back]) => [
    name,
    name === 'emphasis' ? style(back, words, quiet) : style(back, onTints, onTints),
  ])
  return {
    fontFamily: "'Segoe UI', 'Liberation Sans', Arial, sans-serif",
    spacing: { small: 8, default: 12, medium: 16, padding: 16 },
    containerStyles: { default: style(page, words, quiet), ...Object.fromEntries(tinted) },
    actions: { maxActions: 6, actionsOrientation: 'Horizontal', actionAlignment: 'Left', buttonSpacing: 8 },
  }
}
