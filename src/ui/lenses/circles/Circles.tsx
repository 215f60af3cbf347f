/** The lens of circles: spectra of the two tables, the circle of one frequency, and the two widest directions beside it. */
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { roundBy } from '../../../engine/looks/circles/group.ts';
import type { TokenCircles } from '../../../engine/looks/circles/question.ts';
import { useSize } from '../../charts/useSize.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import type { LensProps } from '../lens.ts';
import { Order } from '../pairs/Order.tsx';
import { Viewed } from '../parts/Viewed.tsx';
import { Frequencies } from './Frequencies.tsx';
import { Head } from './Head.tsx';
import { HeatMap } from './HeatMap.tsx';
import { saidOf } from './sentence.ts';
import { Sketch } from './Sketch.tsx';
import { Spectrum } from './Spectrum.tsx';
import { Tokens } from './Tokens.tsx';
import { offerOf, viewOf } from './view.ts';
import './circles.css';

const HEIGHT = 176;

/** A square as wide as what it stands in. */
function Square({ children }: { readonly children: (size: number) => React.ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  return (
    <div ref={area} className="circles-square">
      {size !== null && size.width > 0 && children(size.width)}
    </div>
  );
}

interface ShownProps {
  readonly answer: TokenCircles;
  readonly step: number;
}

function Shown({ answer, step }: ShownProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { chosen } = viewOf(usePage());
  const { frequency, token } = useStore(chosen);
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const { shown, offered } = offerOf(answer, frequency);
  const { tokens, p, circles, principal, root } = answer;
  const n = tokens.length;
  const circle = circles[shown - 1] as (typeof circles)[number];
  const order = useMemo(() => roundBy(shown, n), [shown, n]);
  const choose = (k: number): void => chosen.setState({ frequency: k });
  const point = (pointed: number | null): void => chosen.setState({ token: pointed });
  const said = saidOf(answer, offerOf(answer, null).shown, language === 'ja' ? '、' : ', ');
  const sentence = `${t('circles.at', { step })}${t(said.key, said.values)}`;
  const joined = Array.from(order.subarray(0, 6), (e) => tokens[e]).join(', ');
  const widest = principal.shares[0] + principal.shares[1];
  const shared = { tokens, order, p, pointed: token, onPoint: point };
  return (
    <>
      <div className="circles-spectra">
        <Head seen={answer} />
        <div ref={area} style={{ height: HEIGHT }}>
          {size !== null && size.width > 0 && (
            <Spectrum
              seen={answer}
              shown={shown}
              width={size.width}
              height={HEIGHT}
              label={sentence}
              even={t('circles.even', { even: 1 / circles.length })}
              onChoose={choose}
            />
          )}
        </div>
        <p className="circles-sentence">{sentence}</p>
        <Frequencies seen={answer} shown={shown} offered={offered} onChoose={choose} />
      </div>
      <HeatMap seen={answer} step={step} />
      <figure className="circles-ring">
        <figcaption>
          <b>{t('circles.ring', { k: shown })}</b>
          <span>{` ${t('circles.fit', { fit: circle.fit })}`}</span>
        </figcaption>
        <Square>{(side) => <Tokens {...shared} places={circle.places} size={side} label={t('circles.joined', { k: shown, joined })} named />}</Square>
      </figure>
      <figure className="circles-principal">
        <figcaption>
          <b>{t('circles.principal')}</b>
          <span>{` ${t('circles.spread', { share: widest })}`}</span>
        </figcaption>
        <Square>
          {(side) => <Tokens {...shared} places={principal.places} size={side} label={t('circles.widest', { share: widest })} named={side > 260} />}
        </Square>
      </figure>
      <p className="circles-note">{root === null ? t('circles.order', { k: shown, p }) : t('circles.logarithm', { k: shown, p, root, n })}</p>
      <p className="circles-note">{t('circles.loose')}</p>
    </>
  );
}

export default function Circles({ shown }: LensProps) {
  const { t } = useTranslation();
  const text = useText();
  const { viewer, history, leave } = viewOf(usePage());
  useEffect(() => history.show(shown), [history, shown]);
  useEffect(() => () => history.close(), [history]);
  return (
    <Viewed viewer={viewer} shown={shown} failed={(what) => t('circles.failed', { what })} sketch={<Sketch />} onLeave={leave}>
      {({ answer, question, step }) => (
        <div className="circles-room">
          <div className="circles">
            {'problem' in answer ? <p className="circles-problem">{text(answer.problem)}</p> : <Shown answer={answer} step={step} />}
            <Order
              under={'problem' in answer ? question.under : answer.under}
              p={'problem' in answer ? null : answer.p}
              className="circles-order"
              onChange={(under) => {
                viewer.ask({ under });
                history.ask({ under });
              }}
            />
          </div>
        </div>
      )}
    </Viewed>
  );
}
