/** What the slice is painted with. Colours of meaning come from theme.css; a class's tint follows from its number. */

export interface Colours {
  readonly dark: boolean;
  readonly paper: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly bad: string;
  readonly train: string;
  readonly val: string;
  /** By hidden layer: the colour of its neurons' lines. */
  readonly layers: readonly string[];
}

/** Line widths of the layers in CSS pixels: the first folds the whole plane, the last only corners of it. */
export function lineWidth(layer: number, layers: number): number {
  return layers === 1 ? 0.8 : 1.2 - (0.6 * layer) / (layers - 1);
}

/** Share of local complexity's hue in a layer's colour; the rest is ink. Pure ink is the decision boundary's. */
const hueShare = (layer: number, layers: number): number => (layers === 1 ? 50 : Math.round(40 + (60 * layer) / (layers - 1)));

export const layerColour = (layer: number, layers: number): string => `color-mix(in oklab, var(--lc) ${hueShare(layer, layers)}%, var(--ink))`;

/** Reads the theme as it is; a canvas knows no variables. */
export function readColours(element: HTMLElement, layers: number, dark: boolean): Colours {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    dark,
    paper: of('--paper'),
    ink: of('--ink'),
    ink2: of('--ink-2'),
    ink3: of('--ink-3'),
    bad: of('--bad'),
    train: of('--train'),
    val: of('--val'),
    layers: Array.from({ length: layers }, (_, l) => `color-mix(in oklab, ${of('--lc')} ${hueShare(l, layers)}%, ${of('--ink')})`),
  };
}

/** A class's tint: hues around the circle, as residues lie on it; neighbours also differ in lightness. */
export function classTint(winner: number, classes: number, dark: boolean): string {
  const hue = ((360 * winner) / classes + 20) % 360;
  const step = winner % 2 === 0 ? 0 : 1;
  return dark ? `oklch(${0.29 + 0.045 * step} 0.055 ${hue})` : `oklch(${0.945 - 0.035 * step} ${0.045 + 0.015 * step} ${hue})`;
}
