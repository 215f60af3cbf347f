/** Figures and numbers of the run in front, to take home. What it holds comes when it is opened. */
import { Dialog } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { useFront } from '../hooks.ts';
import { CloseIcon } from '../parts/icons.tsx';
import { Part } from '../parts/Part.tsx';
import { useOpener } from '../parts/useOpener.ts';
import { TakeBody } from './body.ts';

export function TakeDialog({ open, onOpenChange }: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  const opener = useOpener();
  const run = useFront((state) => state.run);
  return (
    <Dialog.Root open={open && run !== null} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog take" aria-describedby={undefined} {...opener}>
          <Dialog.Title>{t('take.title')}</Dialog.Title>
          {run !== null && (
            <Part name={t('take.title')} shows={[run]}>
              <TakeBody key={run.id} run={run} />
            </Part>
          )}
          <Dialog.Close className="icon-button dialog-close" aria-label={t('take.close')}>
            <CloseIcon />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
