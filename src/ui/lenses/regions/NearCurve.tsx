/** Regions near the three points over the run, on a log-step axis: the picture's story in one line. */
import { useTranslation } from 'react-i18next';
import { formatStep } from '../../../figures/plot/format.ts';
import { useLanguage } from '../../i18n/useText.ts';
import { useRegions } from './useRegions.ts';

const [WIDTH, HEIGHT] = [240, 36];

export function NearCurve() {
  const { t } = useTranslation();
  const language = useLanguage();
  const counts = useRegions((state) => state.counts);
  const [first, last] = [counts[0], counts.at(-1)];
  if (first === undefined || last === undefined || last.step === first.step || counts.length < 3) return null;
  const most = Math.max(...counts.map(({ near }) => near));
  const [left, right] = [Math.log10(first.step + 1), Math.log10(last.step + 1)];
  const x = (step: number): number => (WIDTH * (Math.log10(step + 1) - left)) / (right - left);
  const y = (near: number): number => HEIGHT - 2 - ((HEIGHT - 4) * near) / most;
  const path = counts.map(({ step, near }, i) => `${i === 0 ? 'M' : 'L'}${x(step).toFixed(1)} ${y(near).toFixed(1)}`).join('');
  const [from, to] = [first.near, last.near].map((near) => near.toFixed(1)) as [string, string];
  return (
    <figure className="regions-curve">
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t('regions.curve', { from, to, step: last.step })}>
        <line x1="0" y1={HEIGHT - 1} x2={WIDTH} y2={HEIGHT - 1} className="regions-curve-base" />
        <path d={path} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption>
        <span>{formatStep(first.step, language)}</span>
        <span>{t('regions.curveTitle', { most: Math.round(most) })}</span>
        <span>{formatStep(last.step, language)}</span>
      </figcaption>
    </figure>
  );
}
