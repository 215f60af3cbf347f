/** The ramp in the colours of the page as they are: light on paper, whatever the screen is. */
import { useMemo } from 'react';
import { useMedia } from '../../hooks.ts';
import { useTheme } from '../../theme.ts';
import { rampOf, rgbOf, type Ramp } from './ramp.ts';

/** Before there are styles, and where a browser gives none. */
const PLAIN = { '--paper': '#ffffff', '--spare-1': '#7560c0', '--ink': '#000000' } as const;

export function useRamp(): Ramp {
  const theme = useTheme();
  const printed = useMedia('print');
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const of = (name: keyof typeof PLAIN) => rgbOf(style.getPropertyValue(name).trim() || PLAIN[name]);
    return rampOf(of('--paper'), of('--spare-1'), of('--ink'));
    // oxlint-disable-next-line react/exhaustive-deps -- the styles follow the theme
  }, [theme, printed]);
}
