/**
 * Gives what is inside it the language that was chosen. Every word of the page changes at once, which is too much work for one task: React renders the
 * other language behind the one that is shown, in slices, and then shows it whole.
 */
import { useDeferredValue, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { onSpoken, spoken, voiceOf } from './index.ts';

export function Speaking({ children }: { readonly children: ReactNode }) {
  const language = useDeferredValue(useSyncExternalStore(onSpoken, spoken));
  const voice = useMemo(() => voiceOf(language), [language]);
  return <I18nextProvider i18n={voice}>{children}</I18nextProvider>;
}
