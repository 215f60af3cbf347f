/** The lens of attention: the patterns of every head, one of them large, and the frequencies of its output. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AttentionShown } from '../../../engine/looks/attention/question.ts';
import { useSize } from '../../charts/useSize.ts';
import { formatShare } from '../../i18n/share.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import type { LensProps } from '../lens.ts';
import { Viewed } from '../parts/Viewed.tsx';
import { Order } from '../pairs/Order.tsx';
import { useRamp } from '../pairs/useRamp.ts';
import { Layers } from './Layers.tsx';
import { Heads } from './Heads.tsx';
import { Large } from './Large.tsx';
import { Outputs } from './Outputs.tsx';
import { outstanding, saidOf } from './sentence.ts';
import { Sketch } from './Sketch.tsx';
import { headOf, viewOf } from './view.ts';
import './attention.css';

const HEIGHT = 132;

interface ShownProps {
  readonly seen: AttentionShown;
  readonly step: number;
}

function Shown({ seen, step }: ShownProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { chosen } = viewOf(usePage());
  const wanted = useStore(chosen, (state) => state.head);
  const ramp = useRamp();
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const { root, p, threshold } = seen;
  const { head, seen: one } = headOf(seen, wanted);
  const [between, separator] = language === 'ja' ? ['', '、'] : [' ', ', '];
  const share = (value: number): string => formatShare(value, language);
  const sentence = `${t('attention.at', { step })}${saidOf(seen, { separator, share })
    .map(({ key, values }) => t(key, values))
    .join(between)}`;
  const called = head === null ? t('attention.all') : t('attention.head', { head });
  const list = outstanding(one, threshold).map((k) => `${k} (${share(one.shares[k - 1] as number)})`);
  const said = list.length === 0 ? t('attention.flat', { threshold }) : t('attention.outputs', { list: list.join(separator) });
  const alone = one.shares.reduce((sum, part) => sum + part, 0);
  return (
    <>
      <div className="attention-all">
        <p className="attention-sentence">{sentence}</p>
        <Layers seen={seen} />
        <Heads seen={seen} ramp={ramp} head={head} onChoose={(to) => chosen.setState({ head: to })} />
      </div>
      <div className="attention-side">
        <Large seen={seen} head={one} called={called} ramp={ramp} />
        <figure>
          <figcaption>
            <b>{t('attention.output')}</b>
            <span>{` ${called} · ${t('attention.alone', { alone: Math.min(1, alone) })}`}</span>
          </figcaption>
          <div ref={area} style={{ height: HEIGHT }}>
            {size !== null && size.width > 0 && (
              <Outputs shares={one.shares} threshold={threshold} width={size.width} height={HEIGHT} label={`${called}. ${said}`} />
            )}
          </div>
          <p className="attention-note">{t('attention.marked', { threshold })}</p>
        </figure>
      </div>
      <p className="attention-note">{root === null ? t('attention.order') : t('neurons.logarithm', { p, root })}</p>
    </>
  );
}

export default function Attention({ shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const { viewer, ask, leave } = viewOf(usePage());
  return (
    <Viewed viewer={viewer} shown={shown} failed={(what) => t('attention.failed', { what })} sketch={<Sketch />} onLeave={leave}>
      {({ answer, question, step }) => (
        <div className="attention-room">
          <div className="attention">
            {'problem' in answer ? <p className="attention-problem">{text(answer.problem)}</p> : <Shown seen={answer} step={step} />}
            <Order
              under={'problem' in answer ? question.under : answer.under}
              p={'problem' in answer ? null : answer.p}
              className="attention-choice"
              onChange={(under) => ask({ under })}
            />
          </div>
        </div>
      )}
    </Viewed>
  );
}
