/** The page's light colours for paper, from the one place where they are chosen, whatever theme the page is in. Pure. */
import theme from '../ui/theme.css?raw';
import { colourOf, hexOf, mixed, type Colour } from './colour.ts';

/** The tokens of the light theme are those of the first `:root`. */
function tokensIn(css: string): ReadonlyMap<string, string> {
  const block = /:root[^{]*\{([^}]*)\}/.exec(css.replaceAll(/\/\*[^]*?\*\//g, ''))?.[1] ?? '';
  return new Map(Array.from(block.matchAll(/(--[\w-]+):\s*([^;]+?)\s*;/g), ([, name = '', value = '']) => [name, value.replaceAll(/\s+/g, ' ')]));
}

const tokens = tokensIn(theme);

/** The colour of a token, by its name without the dashes. @throws Error where there is none */
function tokenOf(name: string): string {
  const value = tokens.get(name);
  if (value === undefined) throw new Error(`no token ${name}`);
  return value;
}

const known = new Map<string, Colour>();

export function token(name: string): Colour {
  // Paper is white where it is paper.
  const colour = known.get(name) ?? (name === 'paper' ? [1, 1, 1, 1] : colourOf(tokenOf(`--${name}`), tokenOf));
  known.set(name, colour);
  return colour;
}

/** A token as SVG writes it; of one that is see-through, its colour alone. */
export const inked = (name: string): string => hexOf(token(name));

/** Whatever the page writes as a colour, `var(…)` included. */
export const inkedAs = (colour: string): string => hexOf(colourOf(colour, tokenOf));

/** A share of a token's colour on paper. */
export const paled = (name: string, share: number): string => hexOf(mixed('srgb', token(name), share, token('paper')));

export const FONT = "'Helvetica Neue', Helvetica, Arial, 'Noto Sans', 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic', Meiryo, sans-serif";
