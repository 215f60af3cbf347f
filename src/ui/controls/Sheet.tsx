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

export function Sheet({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const shown = usePreference((state) => state.drawer);
  const body = useRef<HTMLDivElement>(null);
  const close = (): void => {
    open(false);
    document.querySelector<HTMLElement>(`[aria-controls=${ID}]`)?.focus();
  };

  useEffect(() => {
    if (shown && body.current !== null) body.current.scrollTop = preferences.getState().drawerTop;
  }, [shown]);

  return (
    <section
      id={ID}
      className="sheet"
      hidden={!shown}
      aria-label={t('form.label')}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && close()}
    >
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
