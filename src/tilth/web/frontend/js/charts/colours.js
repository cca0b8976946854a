// The colours of the present theme, read from the style sheet each time that charts are drawn.
const NAMES = [
  "sheet", "line", "line-2", "grid", "ink", "ink-2", "ink-3", "up", "down", "grain", "rust",
  "c1", "c2", "c3", "c4", "c5", "c6", "tier-1", "tier-2", "tier-3", "tier-4", "tier-5",
];

export function tokens() {
  const styles = getComputedStyle(document.documentElement);
  const found = Object.fromEntries(NAMES.map((name) => [name, styles.getPropertyValue(`--t-${name}`).trim()]));
  return { ...found, font: getComputedStyle(document.body).fontFamily };
}
