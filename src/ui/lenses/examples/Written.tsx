/** A text with the words struck through that the network is not shown. */
import { useTranslation } from 'react-i18next';
import type { Part } from '../../../engine/data/texts.ts';

export function Written({ parts }: { readonly parts: readonly Part[] }) {
  const { t } = useTranslation();
  const placed = parts.map((part, at) => ({ ...part, at }));
  return (
    <span className="written" lang="en">
      {placed.map(({ text, seen, at }) =>
        seen ? (
          <span key={at}>{text}</span>
        ) : (
          <s key={at} title={t('examples.unread')}>
            {text}
          </s>
        ),
      )}
    </span>
  );
}
