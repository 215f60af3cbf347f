/** What stands where a part of the page should: that it failed, another try, and what to report. Nothing is sent anywhere. */
import { useEffect, useState } from 'react';
import { useErrorBoundary } from 'react-error-boundary';
import { useTranslation } from 'react-i18next';
import { text } from '../../engine/text.ts';
import { within } from '../../engine/within.ts';
import { arrivalOf, isMissing, isStuck } from './arriving.ts';
import { reportOf } from './report.ts';

/** Some browsers ask the reader first; in milliseconds. */
const COPY_MS = 10_000;

interface Props {
  readonly name: string;
  /** The components in which it was thrown, one a line. */
  readonly where: string;
}

export function Failed({ name, where }: Props) {
  const { t } = useTranslation();
  const { error, resetBoundary } = useErrorBoundary();
  const [copied, setCopied] = useState(false);
  const report = reportOf(error, where);
  const arrival = arrivalOf(error);
  const anew = arrival !== null || isStuck(error);
  useEffect(() => void arrival?.then(resetBoundary, resetBoundary), [arrival, resetBoundary]);
  const copy = async (): Promise<void> => {
    try {
      await within(COPY_MS, text('the clipboard', 'クリップボード'), navigator.clipboard.writeText(report));
      setCopied(true);
    } catch {
      // Without permission, or on plain http: it can be selected.
    }
  };
  return (
    <section className="failed" role="alert">
      <p>{t(arrival !== null ? 'part.late' : isMissing(error) ? 'part.missing' : 'part.failed', { name })}</p>
      <p>{t('part.kept')}</p>
      <button type="button" className="failed-again" onClick={anew ? () => location.reload() : resetBoundary}>
        {t(anew ? 'part.anew' : 'part.again')}
      </button>
      <details>
        <summary>{t('part.details')}</summary>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and keys must reach it. */}
        <pre tabIndex={0}>{report}</pre>
        <button type="button" className="text-button" onClick={() => void copy()}>
          {t(copied ? 'part.copied' : 'part.copy')}
        </button>
      </details>
    </section>
  );
}
