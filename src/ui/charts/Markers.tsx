/** Vertical rules where something happened, with words above the first chart. */
import { memo } from 'react';
import type { RunConfig } from '../../engine/config/config.ts';
import type { Mark } from '../../engine/run/record.ts';
import { footOf } from '../../figures/plot/bands.ts';
import { MARK_ROW, type Scene } from '../../figures/plot/scene.ts';
import { useLanguage } from '../i18n/useText.ts';
import { markedOf } from './marked.ts';
import { Upright } from './Upright.tsx';

interface Props {
  readonly scene: Scene;
  readonly marks: readonly Mark[];
  /** Of the run whose marks they are. */
  readonly config: RunConfig;
  readonly words: boolean;
  /** Rises with every mark: the list itself stays the same. */
  readonly count: number;
}

export const Markers = memo(function Markers({ scene, marks, config, words }: Props) {
  const language = useLanguage();
  const { height, margin, ribbon } = scene.box;
  const foot = margin.top - ribbon;
  const marked = markedOf(scene, marks, config, language);
  const middleOf = (at: number): number => Math.round(at) + 0.5;
  return (
    <>
      {/* Under all of the words: no rule is to strike out what its neighbour says. */}
      {marked.map(({ kind, step, x, row }) => {
        const top = words && row !== null ? foot - 4 - (row + 1) * MARK_ROW : foot;
        return (
          <g key={`${kind} ${step}`} className={`marker ${kind}`}>
            <line x1={middleOf(x)} x2={middleOf(x)} y1={top} y2={height - margin.bottom} />
          </g>
        );
      })}
      {words &&
        marked.map(({ kind, step, x, row, side, words: label, upright }) => (
          <g key={`${kind} ${step}`} className={`marker ${kind}`}>
            {upright === null ? (
              <text x={side === 'start' ? middleOf(x) + 5 : middleOf(x) - 5} y={foot - 9 - (row ?? 0) * MARK_ROW} textAnchor={side}>
                {label}
              </text>
            ) : (
              <Upright x={(upright.left + upright.right) / 2} y={footOf(upright)} anchor="end">
                {label}
              </Upright>
            )}
          </g>
        ))}
    </>
  );
});
