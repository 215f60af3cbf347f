/** The ramp in the colours of the page as they are: light on paper, the system's where colours are forced, whatever the screen is. */
import { useMemo } from 'react';
import { useMedia } from '../../hooks.ts';
import { useTheme } from '../../theme.ts';
import { rampOf, rgbOf, type Ramp } from './ramp.ts';

/** Before there are styles, and where a browser gives none. */
const PLAIN = { '--paper': '#ffffff', '--spare-1': '#7560c0', '--ink': '#000000' } as const;

/** Tokens as the browser works them out: a canvas knows no variables, and a token can be a colour of the system. */
function coloursOf<T extends string>(tokens: Readonly<Record<T, string>>): Readonly<Record<T, string>> {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.setProperty('forced-color-adjust', 'none');
  document.body.append(probe);
  const found = Object.entries<string>(tokens).map(([name, plain]) => {
    probe.style.color = `var(${name}, ${plain})`;
    const { color } = getComputedStyle(probe);
    return [name, color.startsWith('rgb') ? color : plain] as const;
  });
  probe.remove();
  return Object.fromEntries(found) as Record<T, string>;
}

export function useRamp(): Ramp {
  const theme = useTheme();
  const printed = useMedia('print');
  const forced = useMedia('(forced-colors: active)');
  return useMemo(() => {
    const colours = coloursOf(PLAIN);
    return rampOf(rgbOf(colours['--paper']), rgbOf(colours['--spare-1']), rgbOf(colours['--ink']));
    // oxlint-disable-next-line react/exhaustive-deps -- the styles follow the theme
  }, [theme, printed, forced]);
}
