/** The lens of linear regions: the slice, what it counts, and the three examples it goes through. */
import { useEffect, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfig } from '../../hooks.ts';
import { usePage } from '../../page.tsx';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { NotSeen } from '../../parts/NotSeen.tsx';
import type { LensProps } from '../lens.ts';
import { AnchorRow } from './AnchorRow.tsx';
import { Figures } from './Figures.tsx';
import { Key } from './Key.tsx';
import { namesIn } from './names.ts';
import { NoRegions } from './NoRegions.tsx';
import { Picture } from './Picture.tsx';
import { useRegions } from './useRegions.ts';
import './regions.css';

export default function Regions({ run, shown }: LensProps) {
  const { t } = useTranslation();
  const { regions } = usePage();
  const text = useText();
  const language = useLanguage();
  const description = useId();
  const seen = useRegions((state) => state.seen);
  const offer = useRegions((state) => state.offer);
  const none = useRegions((state) => state.none);
  const flat = useRegions((state) => state.flat);
  const failed = useRegions((state) => state.failed);
  const covered = useRegions((state) => state.covered);
  const asked = useConfig((state) => state.config);
  const { task } = run?.config ?? asked;
  const names = useMemo(() => namesIn(task, offer, language, t), [task, offer, language, t]);
  const { write, nameOf } = names;

  useEffect(() => regions.show(shown), [regions, shown]);
  useEffect(() => () => regions.close(), [regions]);

  const words = useMemo(() => names.besides(seen), [names, seen]);

  if (none !== null) return <NoRegions why={none} />;
  return (
    <div className="regions">
      {seen !== null && seen.part !== null && <p className="regions-part">{text(seen.part)}</p>}
      <Picture seen={seen} words={words} write={write} nameOf={nameOf} describedBy={description}>
        <output className="regions-state">
          {[
            ...(flat === null ? [] : [text(flat)]),
            ...(failed === null && flat === null && seen === null ? [t('regions.cutting')] : []),
            ...(seen === null || seen.slice.complete ? [] : [t('regions.tooMany', { count: seen.slice.regions })]),
            ...(covered === null || covered === 0 ? [] : [t('regions.working', { share: covered })]),
          ].join(' ')}
        </output>
      </Picture>
      {failed !== null && <NotSeen words={t('regions.failed', { what: text(failed) })} onAgain={regions.again} />}
      <Figures id={description} />
      <Key />
      <fieldset className="regions-anchors">
        <legend>{t('regions.anchors')}</legend>
        {([0, 1, 2] as const).map((slot) => (
          <AnchorRow key={slot} slot={slot} write={write} nameOf={nameOf} />
        ))}
      </fieldset>
      <p className="regions-keys">{t('regions.keys')}</p>
    </div>
  );
}
