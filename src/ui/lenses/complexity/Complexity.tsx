/** The lens of local complexity: every pair as a map, or examples one by one, and which layer it is in. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { DETAILS, type Detail } from '../../../engine/looks/complexity/question.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import type { Seen } from '../../../store/viewer.ts';
import { useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { NotSeen } from '../../parts/NotSeen.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import type { LensProps } from '../lens.ts';
import { Layers } from './Layers.tsx';
import { Map } from './Map.tsx';
import { Points } from './Points.tsx';
import { Sketch } from './Sketch.tsx';
import { layerOf, viewOf } from './view.ts';
import { sentenceOf } from './words.ts';
import './complexity.css';

function Shown({ seen, offer }: { readonly seen: Seen<'complexity'>; readonly offer: Seen<'examples'> | null }) {
  const { t } = useTranslation();
  const { viewer, chosen } = viewOf(usePage());
  const share = useStore(viewer.store, (state) => state.share);
  const { answer, config, question } = seen;
  const layer = layerOf(
    answer,
    useStore(chosen, (state) => state.layer),
  );
  const write = (tokens: readonly number[]): string => tasks.get(config.task.id).question?.(config.task, tokens) ?? tokens.join(', ');
  return (
    <>
      <div className="folds-main">
        <p className="folds-sentence">{sentenceOf(seen, t)}</p>
        {answer.table !== null && (
          <Segmented
            label={t('folds.detail')}
            value={question.detail}
            choices={DETAILS.map((value) => ({ value, label: t(`folds.${value}`) }))}
            onChange={(value) => viewer.ask({ detail: value as Detail })}
          />
        )}
        <output className="folds-note">{share !== null && share > 0 ? t('folds.working', { share }) : ''}</output>
        {answer.table !== null && <Map seen={answer} table={answer.table} layer={layer} write={write} />}
        {answer.table === null && offer !== null && <Points seen={answer} offer={offer} layer={layer} />}
      </div>
      <div className="folds-beside">
        <Layers seen={answer} />
        <p className="folds-note">{t('folds.hood', { radius: answer.radius, corners: 2 * answer.directions })}</p>
        <p className="folds-note">{t('folds.curves')}</p>
      </div>
    </>
  );
}

export default function Complexity({ shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const { viewer, offer, chosen } = viewOf(usePage());
  const { seen, lacks, failed } = useStore(viewer.store);
  const offered = useStore(offer.store, (state) => state.seen);
  useEffect(() => {
    viewer.show(shown);
    offer.show(shown);
  }, [viewer, offer, shown]);
  useEffect(
    () => () => {
      viewer.close();
      offer.close();
      chosen.setState({ cell: null });
    },
    [viewer, offer, chosen],
  );
  if (lacks !== null) return <p className="lens-note">{text(lacks)}</p>;
  if (failed !== null) return <NotSeen words={t('folds.failed', { what: text(failed) })} onAgain={viewer.again} />;
  if (seen === null) return <Sketch />;
  return (
    <div className="folds-room">
      <div className="folds">
        <Shown seen={seen} offer={offered} />
      </div>
    </div>
  );
}
