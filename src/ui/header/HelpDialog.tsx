/** Every key there is. */
import { Dialog } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { usePreference } from '../hooks.ts';
import { usePage } from '../page.tsx';
import { CloseIcon } from '../parts/icons.tsx';
import { useOpener } from '../parts/useOpener.ts';

export function HelpDialog({ open, onOpenChange }: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  const { preferences } = usePage();
  const opener = useOpener();
  const shortcuts = usePreference((state) => state.shortcuts);
  const keys = [
    [t('help.spaceKey'), t('help.space')],
    ['.', t('help.dot')],
    ['R', t('help.reset')],
    ['N', t('help.newSeed')],
    ['L', t('help.axis')],
    [t('help.momentsKey'), t('help.moments')],
    ['Esc', t('help.escape')],
    ['?', t('help.help')],
  ] as const;
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog" aria-describedby={undefined} {...opener}>
          <Dialog.Title>{t('help.title')}</Dialog.Title>
          <dl className="keys">
            {keys.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <label className="keys-switch">
            <input type="checkbox" className="switch" checked={shortcuts} onChange={(event) => preferences.setState({ shortcuts: event.target.checked })} />
            <span>{t('help.shortcuts')}</span>
          </label>
          <p>{t('help.fields')}</p>
          <p>{t('help.intro')}</p>
          <p>
            <a href="./licenses.txt" target="_blank" rel="noreferrer">
              {t('help.licenses')}
            </a>
          </p>
          <Dialog.Close className="icon-button dialog-close" aria-label={t('help.close')}>
            <CloseIcon />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
