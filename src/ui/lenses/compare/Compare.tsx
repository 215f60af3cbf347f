/** The runs on the bench in a table: where they differ, and what each has come to. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_DRAWN } from '../../../store/places.ts';
import { useNames } from '../../bench/useNames.ts';
import { useBench, useCalmMoment, usePreference } from '../../hooks.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import type { LensProps } from '../lens.ts';
import { columnsOf } from './columns.ts';
import { groupsOf } from './groups.ts';
import { GroupsTable } from './GroupsTable.tsx';
import { rowOf } from './row.ts';
import { RunsTable } from './RunsTable.tsx';
import { speakerOf } from './speaker.ts';
import { useNews } from './useNews.ts';
import './compare.css';

export default function Compare({ shown }: LensProps) {
  const { t } = useTranslation();
  const runs = useBench((state) => state.runs);
  const names = useNames();
  const language = useLanguage();
  const speaker = useMemo(() => speakerOf(t, language), [t, language]);
  const news = useNews(runs, shown);
  const step = useCalmMoment((state) => state.step);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the records change inside
  const rows = useMemo(() => runs.map((run) => rowOf(run, step)), [runs, step, news]);
  const columns = useMemo(() => columnsOf(rows, speaker), [rows, speaker]);
  const { preferences } = usePage();
  const grouped = usePreference((state) => state.grouped);
  const groups = useMemo(() => (grouped ? groupsOf(rows) : []), [grouped, rows]);
  if (runs.length < 2) return <p className="lens-note">{t('compare.one')}</p>;
  return (
    <div className="compare">
      {step !== null && <p className="compare-when">{t('compare.asOf', { step })}</p>}
      <RunsTable rows={rows} columns={columns} names={names} />
      <label className="compare-choice">
        <input type="checkbox" className="switch" checked={grouped} onChange={(event) => preferences.setState({ grouped: event.target.checked })} />
        <span>{t('compare.grouped')}</span>
      </label>
      {grouped && (
        <>
          <GroupsTable groups={groups} columns={columns} names={names} voice={speaker} />
          <p>{t(groups.every(({ together }) => together === null) ? 'compare.few' : 'compare.middle')}</p>
        </>
      )}
      {!columns.some(({ setting }) => setting) && <p>{t('compare.same')}</p>}
      {runs.length > MOST_DRAWN && <p>{t('compare.most', { count: MOST_DRAWN })}</p>}
    </div>
  );
}
