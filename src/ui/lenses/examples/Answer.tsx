/** What the network answers, beside what is right: a tick and a cross, not colour alone, tell them apart. */
import { memo } from 'react';
import { useTranslation } from 'react-i18next';

/** An answer that says the same as before is not rendered anew: most do, from one moment of a run to the next. */
export const Answer = memo(function Answer({ label, said }: { readonly label: string; readonly said: string | null }) {
  const { t } = useTranslation();
  if (said === null) return <span className="example-answer">{label}</span>;
  if (said === label) {
    return (
      <span className="example-answer right">
        <span>{label}</span>
        <span aria-hidden="true"> ✓</span>
        <span className="hidden">{` ${t('examples.right')}`}</span>
      </span>
    );
  }
  return (
    <span className="example-answer wrong">
      <span className="hidden">{t('examples.wrong', { label, said })}</span>
      <span aria-hidden="true">
        <b>{`${said} ✗`}</b>
        <span>{` (${label})`}</span>
      </span>
    </span>
  );
});
