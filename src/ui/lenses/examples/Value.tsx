/** What the network predicts, beside what is true: a tick and a cross, not colour alone, tell whether it is close enough. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';

interface ValueProps {
  readonly isTrue: string;
  readonly said: string | null;
  readonly close: boolean;
}

export const Value = memo(function Value({ isTrue, said, close }: ValueProps) {
  const { t } = useTranslation();
  return (
    <span className="example-value">
      <span>{t('examples.isTrue', { value: isTrue })}</span>
      {said !== null && (
        <span className={close ? 'example-answer right' : 'example-answer wrong'}>
          <span>{t('examples.said', { value: said })}</span>
          <b aria-hidden="true">{close ? ' ✓' : ' ✗'}</b>
          <span className="hidden">{` ${t(close ? 'examples.close' : 'examples.far')}`}</span>
        </span>
      )}
    </span>
  );
});
