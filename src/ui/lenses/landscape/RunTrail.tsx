/** The run on the page: its way over the landscape, and where it is now. */
import { useTranslation } from 'react-i18next';
import { SIDES } from '../../../engine/probes/chart.ts';
import { textWidth } from '../../../figures/plot/labels.ts';
import type { Plot } from './plot.ts';
import { heightAt, trailPath, type Trail } from './reading.ts';

export function Way({ plot: { x, y }, trail }: { plot: Plot; trail: Trail }) {
  return (
    <g className="lu-way">
      <path d={trailPath(trail, trail.train, x, y)} stroke="var(--train)" strokeDasharray={SIDES.train.dash} />
      <path d={trailPath(trail, trail.test, x, y)} stroke="var(--val)" />
    </g>
  );
}

/** Where the run is now. Beyond the grid it waits at the edge. */
export function Here({ plot: { x, y, left, right, top, bottom }, trail }: { plot: Plot; trail: Trail }) {
  const { t } = useTranslation();
  const last = trail.length - 1;
  if (last < 0) return null;
  const px = Math.min(right, Math.max(left, x(trail.norms[last] as number)));
  const inside = (value: number): number => Math.min(bottom, Math.max(top, y(value)));
  const [train, test] = [inside(heightAt(trail.train, last, trail.flipped)), inside(heightAt(trail.test, last, trail.flipped))];
  const words = t('landscape.thisRun');
  const end = px + 12 + textWidth(words) > right;
  return (
    <g className="lu-here">
      <line x1={px} x2={px} y1={train} y2={test} />
      <path d={`M${px} ${train - 6}l6 6l-6 6l-6-6z`} fill="var(--paper)" stroke="var(--train)" />
      <path d={`M${px} ${test - 6.5}l6.5 6.5l-6.5 6.5l-6.5-6.5z`} fill="var(--val)" stroke="var(--ink)" />
      <text x={end ? px - 11 : px + 11} y={test} dy="0.35em" textAnchor={end ? 'end' : 'start'}>
        {words}
      </text>
    </g>
  );
}
