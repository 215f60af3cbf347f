/** How a reason speaks, by a shape as well as by colour. */
import { useTranslation } from 'react-i18next';
import type { Grade as Kind } from '../../../engine/why/reason.ts';

const SHAPES: Readonly<Record<Kind, string>> = { against: 'M3 3L11 11M11 3L3 11', none: 'M2 7.5L5.5 11L12 3', open: 'M3 7H11' };

export function Grade({ grade }: { readonly grade: Kind }) {
  const { t } = useTranslation();
  const names = { against: t('why.against'), none: t('why.none'), open: t('why.open') };
  return (
    <span className="why-grade" data-grade={grade}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path d={SHAPES[grade]} />
      </svg>
      <span>{names[grade]}</span>
    </span>
  );
}
