/** Permutations of five: which share of the tables each irreducible representation has, beside the one that it would have by chance. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { CHANCE, type RepresentationsShown } from '../../../engine/looks/representations/representations.ts';
import { IRREDUCIBLE } from '../../../engine/looks/representations/irreducible.ts';
import { formatShare } from '../../i18n/share.ts';
import { useLanguage, useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { NotSeen } from '../../parts/NotSeen.tsx';
import { Parts } from './Parts.tsx';
import { outstandingIn, standing } from './representations.ts';
import { Sign } from './Sign.tsx';
import { representationsOf } from './view.ts';
import './circles.css';

interface ShownProps {
  readonly seen: RepresentationsShown;
  readonly step: number;
}

function Shown({ seen, step }: ShownProps) {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const { rows, outputs } = seen;
  const share = (value: number): string => formatShare(value, language);
  const list = outstandingIn(seen).map((i) => `${standing(i)} (${share(rows.shares[i] as number)})`);
  const separator = language === 'ja' ? '、' : ', ';
  const sentence = `${t('circles.at', { step })}${list.length === 0 ? t('representations.flat') : t('representations.list', { list: list.join(separator) })}`;
  return (
    <>
      <p className="circles-sentence">{sentence}</p>
      <p className="circles-head">
        {[rows, outputs].map(({ sign, label }, i) => (
          <span key={sign}>
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              <rect className={i === 0 ? 'circles-in key' : 'circles-out key'} x="0" y={i === 0 ? 2 : 5} width="12" height={i === 0 ? 8 : 4} />
            </svg>
            <Sign sign={sign} />
            <span>{text(label)}</span>
          </span>
        ))}
        <span>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <path className="circles-chance" d="M6 0V12" />
          </svg>
          <span>{t('representations.chance')}</span>
        </span>
      </p>
      <table className="circles-representations">
        <caption className="hidden">{t('representations.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('representations.name')}</th>
            <th scope="col">{t('representations.dimension')}</th>
            <th scope="col">{t('representations.share')}</th>
          </tr>
        </thead>
        <tbody>
          {IRREDUCIBLE.map(({ partition, dimension }, i) => (
            <tr key={partition}>
              <th scope="row">
                <b translate="no">{standing(i)}</b>
                <span>{t(`representations.of_${partition}`)}</span>
              </th>
              <td>{dimension}</td>
              <td>
                <Parts rows={rows.shares[i] as number} outputs={outputs.shares[i] as number} chance={CHANCE[i] as number} />
                <span className="circles-share">
                  {t('representations.shares', {
                    rows: rows.shares[i] as number,
                    outputs: outputs.shares[i] as number,
                    chance: CHANCE[i] as number,
                  })}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="circles-note">{t('representations.meaning')}</p>
      <p className="circles-note">{t('representations.mean', { rows: rows.constant, outputs: outputs.constant })}</p>
    </>
  );
}

export function Representations({ shown }: { readonly shown: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  const viewer = representationsOf(usePage());
  const { seen, lacks, failed } = useStore(viewer.store);
  useEffect(() => viewer.show(shown), [viewer, shown]);
  useEffect(() => () => viewer.close(), [viewer]);
  if (lacks !== null) return <p className="lens-note">{text(lacks)}</p>;
  if (failed !== null) return <NotSeen words={t('representations.failed', { what: text(failed) })} onAgain={viewer.again} />;
  if (seen === null) return <p className="lens-note">{t('representations.sketch')}</p>;
  const { answer, step } = seen;
  return (
    <div className="circles-room">
      <div className="circles">{'problem' in answer ? <p className="circles-problem">{text(answer.problem)}</p> : <Shown seen={answer} step={step} />}</div>
    </div>
  );
}
