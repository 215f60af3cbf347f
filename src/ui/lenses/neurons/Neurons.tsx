/** The lens of neurons: how many have which frequency, a page of pictures, and one neuron taken apart. */
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { groupsOf } from '../../../engine/looks/neurons/groups.ts';
import type { NeuronsShown } from '../../../engine/looks/neurons/question.ts';
import { useSize } from '../../charts/useSize.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import type { LensProps } from '../lens.ts';
import { Viewed } from '../parts/Viewed.tsx';
import { Order } from '../pairs/Order.tsx';
import { useRamp } from '../pairs/useRamp.ts';
import { Bars } from './Bars.tsx';
import { Choices, Pager } from './Choices.tsx';
import { ClockRoom } from './ClockRoom.tsx';
import { Grid } from './Grid.tsx';
import { One } from './One.tsx';
import { saidOf } from './sentence.ts';
import { Sketch } from './Sketch.tsx';
import { PAGE, stepped, viewOf } from './view.ts';
import './neurons.css';

const HEIGHT = 132;

interface ShownProps {
  readonly seen: NeuronsShown;
  readonly step: number;
}

function Shown({ seen, step }: ShownProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { chosen, ask } = viewOf(usePage());
  const rows = useStore(chosen, (state) => state.rows);
  const ramp = useRamp();
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const groups = useMemo(() => groupsOf(seen), [seen]);
  const { order, frequencies, one, root, p } = seen;
  const k = frequencies[one.neuron] as number;
  const [between, separator] = language === 'ja' ? ['', '、'] : [' ', ', '];
  const said = saidOf(seen, separator).map(({ key, values }) => t(key, values));
  const sentence = `${t('neurons.at', { step })}${said.join(between)}`;
  const toFrequency = (frequency: number): void => {
    const place = order.findIndex((neuron) => frequencies[neuron] === frequency);
    if (place >= 0) ask({ from: PAGE * Math.floor(place / PAGE), neuron: order[place] as number });
  };
  return (
    <>
      <div className="neurons-all">
        <p className="neurons-head">
          <b>{t('neurons.title')}</b>
          {(['single', 'others'] as const).map((kind) => (
            <span key={kind}>
              <svg width="10" height="12" viewBox="0 0 10 12" aria-hidden="true">
                <rect className={`neurons-${kind}`} x="1" y="1" width="8" height="10" />
              </svg>
              <span>{kind === 'single' ? t('neurons.ofOne') : t('neurons.other')}</span>
            </span>
          ))}
        </p>
        <div ref={area} style={{ height: HEIGHT }}>
          {size !== null && size.width > 0 && (
            <Bars
              groups={groups}
              shown={k}
              width={size.width}
              height={HEIGHT}
              label={t('neurons.bars', { of: groups.length, sentence })}
              onChoose={toFrequency}
            />
          )}
        </div>
        <p className="neurons-sentence">{sentence}</p>
        <Choices seen={seen} />
        <Grid seen={seen} ramp={ramp} rows={rows} onStep={(by) => ask(stepped(seen, by))} onChoose={(neuron) => ask({ neuron })} />
        <Pager seen={seen} />
      </div>
      <div className="neurons-side">
        <One seen={seen} ramp={ramp} />
        <ClockRoom seen={seen} sentence={said.at(-1) ?? ''} />
      </div>
      <p className="neurons-note">{root === null ? t('neurons.order', { k: k === 0 ? 'k·' : `${k}·` }) : t('neurons.logarithm', { p, root })}</p>
    </>
  );
}

export default function Neurons({ shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const { viewer, ask, leave } = viewOf(usePage());
  return (
    <Viewed viewer={viewer} shown={shown} failed={(what) => t('neurons.failed', { what })} sketch={<Sketch />} onLeave={leave}>
      {({ answer, question, step }) => (
        <div className="neurons-room">
          <div className="neurons">
            {'problem' in answer ? <p className="neurons-problem">{text(answer.problem)}</p> : <Shown seen={answer} step={step} />}
            <Order
              under={'problem' in answer ? question.under : answer.under}
              p={'problem' in answer ? null : answer.p}
              className="neurons-choice"
              onChange={(under) => ask({ under })}
            />
          </div>
        </div>
      )}
    </Viewed>
  );
}
