/** Light or dark: as chosen, else as the system has it. index.html does the same once, before the first paint. */
import type { StoreApi } from 'zustand';
import type { Preferences, Theme } from '../store/preferences.ts';
import { useMedia, usePreference } from './hooks.ts';

const DARK = '(prefers-color-scheme: dark)';

export function useTheme(): Theme {
  const chosen = usePreference((state) => state.theme);
  const dark = useMedia(DARK);
  return chosen ?? (dark ? 'dark' : 'light');
}

/** Keeps <html data-theme> in step. */
export function followTheme(preferences: StoreApi<Preferences>): void {
  const media = matchMedia(DARK);
  const show = (): void => {
    document.documentElement.dataset['theme'] = preferences.getState().theme ?? (media.matches ? 'dark' : 'light');
  };
  show();
  preferences.subscribe(show);
  media.addEventListener('change', show);
}
