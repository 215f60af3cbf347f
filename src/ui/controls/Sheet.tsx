/** The phone's place for the controls: a sheet over the lower half, so that the curves stay in sight. It remembers its place. */
import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreference } from '../hooks.ts';
import { usePage } from '../page.tsx';
import { isComposing } from '../parts/composing.ts';
import { CloseIcon, SettingsIcon } from '../parts/icons.tsx';
import { usePending } from './Pending.tsx';
import './sheet.css';

const ID = 'settings';

export function SheetButton() {
  const { t } = useTranslation();
  const shown = usePreference((state) => state.drawer);
  const { preferences } = usePage();
  const waiting = usePending() > 0;
  return (
    <button type="button" className="sheet-button" aria-expanded={shown} aria-controls={ID} onClick={() => preferences.setState({ drawer: !shown })}>
      <SettingsIcon />
      <span>{t('transport.settings')}</span>
      {waiting && <span className="changed" aria-hidden="true" />}
    </button>
  );
}

export function Sheet({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const shown = usePreference((state) => state.drawer);
  const { preferences } = usePage();
  const body = useRef<HTMLDivElement>(null);
  const close = useCallback((): void => {
    preferences.setState({ drawer: false });
    document.querySelector<HTMLElement>(`[aria-controls=${ID}]`)?.focus();
  }, [preferences]);

  useEffect(() => {
    if (!shown) return undefined;
    if (body.current !== null) body.current.scrollTop = preferences.getState().drawerTop;
    const press = (event: KeyboardEvent): void => {
      // In a field, Escape gives up what was typed.
      if (event.key === 'Escape' && !isComposing(event) && !(event.target instanceof HTMLInputElement)) close();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [close, preferences, shown]);

  return (
    <section id={ID} className="sheet" hidden={!shown} aria-label={t('form.label')}>
      <header>
        <h2>{t('form.label')}</h2>
        <button type="button" className="icon-button" aria-label={t('form.close')} onClick={close}>
          <CloseIcon />
        </button>
      </header>
      <div className="sheet-body" ref={body} onScrollEnd={(event) => preferences.setState({ drawerTop: event.currentTarget.scrollTop })}>
        {children}
      </div>
    </section>
  );
}
