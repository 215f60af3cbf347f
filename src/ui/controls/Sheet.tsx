/** The phone's place for the controls: a sheet over the lower half, so that the curves stay in sight. It remembers its place. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { preferences } from '../../store/preferences.ts';
import { usePreference } from '../hooks.ts';
import { CloseIcon, SettingsIcon } from '../parts/icons.tsx';
import { usePending } from './Pending.tsx';

const ID = 'settings';
const open = (drawer: boolean): void => preferences.setState({ drawer });

export function SheetButton() {
  const { t } = useTranslation();
  const shown = usePreference((state) => state.drawer);
  const waiting = usePending() > 0;
  return (
    <button type="button" className="sheet-button" aria-expanded={shown} aria-controls={ID} onClick={() => open(!shown)}>
      <SettingsIcon />
      <span>{t('transport.settings')}</span>
      {waiting && <span className="changed" aria-hidden="true" />}
    </button>
  );
}

function close(): void {
  open(false);
  document.querySelector<HTMLElement>(`[aria-controls=${ID}]`)?.focus();
}

export function Sheet({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const shown = usePreference((state) => state.drawer);
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!shown) return undefined;
    if (body.current !== null) body.current.scrollTop = preferences.getState().drawerTop;
    const press = (event: KeyboardEvent): void => {
      // In a field, Escape gives up what was typed.
      if (event.key === 'Escape' && !(event.target instanceof HTMLInputElement)) close();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [shown]);

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
