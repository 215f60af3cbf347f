/** What to take home, and how: choices, and a button for every exporter there is. */
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import type { Form } from '../../engine/runfile/tables.ts';
import type { Groups } from '../../figures/plot/frame.ts';
import { ghostsOf } from '../../store/places.ts';
import type { Run } from '../../store/run.ts';
import { useGroups } from '../bench/useGroups.ts';
import { useBench } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { Segmented } from '../parts/Segmented.tsx';
import { Curves } from './Curves.tsx';
import { Makers } from './Makers.tsx';
import { Shooting } from './Shooting.tsx';
import { keysOf, offerOf } from './series.ts';
import { subjectsOf } from './subjects.ts';
import { useMaking } from './useMaking.ts';
import './take.css';

/** Lengths of a film, in seconds. */
const SECONDS = [5, 10, 20] as const;

const NO_GROUPS: Groups = [];

export default function Take({ run }: { readonly run: Run }) {
  const { t } = useTranslation();
  const text = useText();
  const [subjectId, behindId] = [useId(), useId()];
  const shown = useBench(useShallow((state) => ghostsOf(state)));
  const [withOthers, setWithOthers] = useState(true);
  const ghosts = useMemo(() => (withOthers ? shown.filter((one) => one !== run) : []), [withOthers, shown, run]);
  const groups = useGroups();
  const offer = useMemo(() => offerOf([run, ...ghosts].map(({ record }) => record)), [run, ghosts]);
  // All that charts show, until the reader says otherwise.
  const [wanted, setWanted] = useState<ReadonlySet<string> | null>(null);
  const keys = useMemo(() => wanted ?? new Set(keysOf({ ...offer, others: [] })), [wanted, offer]);
  const [seconds, setSeconds] = useState<number>(10);
  const [form, setForm] = useState<Form>('wide');
  const subjects = useMemo(() => subjectsOf(run), [run]);
  const [chosen, setChosen] = useState('charts');
  const subject = subjects.find(({ id }) => id === chosen) ?? subjects[0];
  const making = useMaking({ run, ghosts, groups: withOthers ? groups : NO_GROUPS, keys, form, seconds, subject });
  return (
    <div className="take-body">
      {shown.length > 0 && (
        <label className="take-check" htmlFor={behindId}>
          <input id={behindId} type="checkbox" checked={withOthers} onChange={({ target }) => setWithOthers(target.checked)} />
          <span>{t('take.behind', { count: shown.length })}</span>
        </label>
      )}
      <section>
        <h3>{t('take.numbers')}</h3>
        <Curves offer={offer} keys={keys} onChange={setWanted} />
        <Segmented
          label={t('take.form')}
          value={form}
          choices={[
            { value: 'wide', label: t('take.wide') },
            { value: 'long', label: t('take.long') },
          ]}
          onChange={(next) => setForm(next as Form)}
        />
        <Makers of="numbers" making={making} disabled={keys.size === 0} />
      </section>
      <section>
        <h3>{t('take.figure')}</h3>
        <label className="take-subject" htmlFor={subjectId}>
          <span>{t('take.subject')}</span>
          <select id={subjectId} className="select" value={subject?.id} onChange={({ target }) => setChosen(target.value)}>
            {subjects.map(({ id, label, draw }) => (
              <option key={id} value={id} disabled={typeof draw !== 'function'}>
                {`${text(label)}${typeof draw === 'function' ? '' : ` – ${text(draw)}`}`}
              </option>
            ))}
          </select>
        </label>
        <Makers of="figure" making={making} />
        {subject?.table !== undefined && <Makers of="table" making={making} />}
      </section>
      <section>
        <h3>{t('take.film')}</h3>
        <p>{t('take.filmOf')}</p>
        <Segmented
          label={t('take.seconds')}
          value={String(seconds)}
          choices={SECONDS.map((value) => ({ value: String(value), label: t('take.length', { seconds: value }) }))}
          onChange={(next) => setSeconds(Number(next))}
        />
        <Makers of="film" making={making} />
        {making.share !== null && <Shooting share={making.share} onStop={making.stop} />}
      </section>
      <section>
        <h3>{t('take.network')}</h3>
        <Makers of="network" making={making} />
      </section>
      <section>
        <h3>{t('take.reference')}</h3>
        <Makers of="reference" making={making} />
      </section>
      <output className="take-said" data-failed={making.said?.failed === true}>
        {making.said === null ? '' : making.said.words}
      </output>
    </div>
  );
}
