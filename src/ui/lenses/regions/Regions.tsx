/** The lens of linear regions: the slice, what it counts, and the three examples it goes through. */
import { useCallback, useEffect, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExampleSet } from '../../../engine/data/dataset.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import type { Offer } from '../../../store/regions.ts';
import type { Run } from '../../../store/run.ts';
import { useConfig } from '../../hooks.ts';
import { usePage } from '../../page.tsx';
import { useText } from '../../i18n/useText.ts';
import { NotSeen } from '../../parts/NotSeen.tsx';
import type { LensProps } from '../lens.ts';
import { AnchorRow } from './AnchorRow.tsx';
import { Figures } from './Figures.tsx';
import { Key } from './Key.tsx';
import { NoRegions } from './NoRegions.tsx';
import { Picture } from './Picture.tsx';
import { useRegions } from './useRegions.ts';
import './regions.css';

/** Writes an example as its task does: «3 + 4», or a vector's number. */
function useQuestions(run: Run | null, offer: Offer | null): (set: ExampleSet, index: number) => string {
  const { t } = useTranslation();
  const asked = useConfig((state) => state.config);
  const { task } = run?.config ?? asked;
  return useCallback(
    (set, index) => {
      const { tokens = null, count = 0 } = offer?.[set] ?? {};
      if (tokens === null || count === 0) return t('regions.example', { set: t(`regions.${set}`), index: index + 1 });
      const arity = tokens.length / count;
      const own = [...tokens.subarray(index * arity, (index + 1) * arity)];
      return tasks.get(task.id).question?.(task, own, offer?.names) ?? `(${own.join(', ')})`;
    },
    [offer, task, t],
  );
}

/** Writes a class as its task does. */
function useAnswers(run: Run | null, offer: Offer | null): (answer: number) => string {
  const text = useText();
  const asked = useConfig((state) => state.config);
  const { id } = (run?.config ?? asked).task;
  const names = offer?.names;
  return useCallback(
    (answer) => {
      const written = tasks.get(id).answer?.(answer, names) ?? String(answer);
      return typeof written === 'string' ? written : text(written);
    },
    [id, text, names],
  );
}

export default function Regions({ run, shown }: LensProps) {
  const { t } = useTranslation();
  const { regions } = usePage();
  const text = useText();
  const description = useId();
  const seen = useRegions((state) => state.seen);
  const offer = useRegions((state) => state.offer);
  const none = useRegions((state) => state.none);
  const flat = useRegions((state) => state.flat);
  const failed = useRegions((state) => state.failed);
  const covered = useRegions((state) => state.covered);
  const question = useQuestions(run, offer);
  const write = useAnswers(run, offer);

  useEffect(() => regions.show(shown), [regions, shown]);
  useEffect(() => () => regions.close(), [regions]);

  /** «3 + 4 = 7» where there is a question and a class, else the class or the example's number. */
  const nameOf = useCallback(
    (set: ExampleSet, index: number): string => {
      const label = offer?.[set].classes?.[index];
      if (label === undefined) return question(set, index);
      return offer?.[set].tokens == null ? t('regions.is', { label: write(label) }) : `${question(set, index)} → ${write(label)}`;
    },
    [offer, question, t, write],
  );
  const words = useMemo(
    () =>
      (seen?.anchors ?? []).map(({ at, label, answer }) => {
        const name = nameOf(at.set, at.index);
        return label !== null && answer !== label ? `${name}  ✗ ${answer === null ? '' : write(answer)}` : name;
      }),
    [seen, nameOf, write],
  );

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
