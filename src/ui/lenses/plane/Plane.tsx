/** The lens of the plane: tokens as points that move while it trains, the areas of each answer behind them, and one pair's sum. */
import { useEffect, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { lacks as lacksPlane } from '../../../engine/looks/plane/lacks.ts';
import type { PlaneShown } from '../../../engine/looks/plane/question.ts';
import type { Seen } from '../../../store/viewer.ts';
import { useSize } from '../../charts/useSize.ts';
import { useConfig } from '../../hooks.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { NotSeen } from '../../parts/NotSeen.tsx';
import { saidOf } from '../knows/sentence.ts';
import type { LensProps } from '../lens.ts';
import { Controls } from './Controls.tsx';
import { Key } from './Key.tsx';
import { NoPlane } from './NoPlane.tsx';
import { PlaneMap } from './PlaneMap.tsx';
import { Reading } from './Reading.tsx';
import { talliesOf } from './tallies.ts';
import { Sketch } from './Sketch.tsx';
import { pairIn, viewOf, type Chosen } from './view.ts';
import { wordsOf } from './words.ts';
import './plane.css';

interface ShownProps {
  readonly state: Seen<'plane'>;
  readonly seen: PlaneShown;
}

function Shown({ state: { config, step }, seen }: ShownProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const id = useId();
  const { chosen } = viewOf(usePage());
  const now = useStore(chosen);
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const words = useMemo(() => wordsOf(config, seen, language), [config, seen, language]);
  const pair = pairIn(seen, now);
  const choose = (next: Partial<Chosen>): void => chosen.setState({ passed: null, ...next });
  const point = (token: number | null, stays: boolean): void => {
    if (!stays) return chosen.setState({ passed: token });
    // What was pressed before becomes the second one.
    if (token !== null && token !== pair[0]) choose({ pair: [token, pair[0]] });
  };
  const { told, new: others, stage } = saidOf(talliesOf(seen), seen.answers.length);
  const counts = { told: told.right, toldOf: told.count, new: others.right, newOf: others.count };
  const sentence = `${t('knows.at', { step })}${t('knows.score', { ...counts, share: others.count === 0 ? 0 : others.right / others.count })}`;
  return (
    <>
      <div className="plane-head">
        <p className="plane-sentence" id={`${id}said`}>
          {sentence}
        </p>
        <p className="plane-stage" data-stage={stage ?? 'learning'}>
          {t(`knows.${stage ?? 'learning'}`)}
        </p>
      </div>
      <div className="plane-square" ref={area}>
        {size !== null && size.width > 0 && (
          <PlaneMap
            seen={seen}
            size={size.width}
            pair={pair}
            join={now.join}
            sums={now.sums}
            label={t('plane.map', { count: seen.points.length / 2 })}
            describedBy={`${id}said ${id}keys`}
            write={words.write}
            call={words.call}
            onPoint={point}
            onPair={(next) => choose({ pair: next })}
          />
        )}
      </div>
      <div className="plane-side">
        <Reading seen={seen} pair={pair} words={words} />
        <Controls seen={seen} pair={pair} chosen={now} words={words} onChoose={choose} />
        <Key summed={seen.summed} />
        <p className="plane-note" id={`${id}keys`}>
          {`${seen.summed ? t('plane.half') : t('plane.held', { b: words.call(seen.held) })} ${t('plane.keys')}`}
        </p>
        <p className="plane-note">{t('plane.grid', { grid: seen.grid, width: 2 * seen.half })}</p>
      </div>
    </>
  );
}

export default function Plane({ run, shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const { viewer, chosen } = viewOf(usePage());
  const asked = useConfig((state) => state.config);
  const config = run?.config ?? asked;
  const why = useMemo(() => lacksPlane(config), [config]);
  const { seen, failed } = useStore(viewer.store);
  const isOn = shown && why === null;
  useEffect(() => viewer.show(isOn), [viewer, isOn]);
  useEffect(
    () => () => {
      viewer.close();
      chosen.setState({ passed: null });
    },
    [viewer, chosen],
  );
  if (why !== null) return <NoPlane why={why} />;
  if (failed !== null) return <NotSeen words={t('plane.failed', { what: text(failed) })} onAgain={viewer.again} />;
  if (seen === null) return <Sketch isRunning={run !== null} />;
  const { answer } = seen;
  return (
    <div className="plane-room">
      <div className="plane">{'problem' in answer ? <p className="plane-problem">{text(answer.problem)}</p> : <Shown state={seen} seen={answer} />}</div>
    </div>
  );
}
