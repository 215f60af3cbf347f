/** The line above the charts: which tint is which phase, and the way back from a pinned step. */
import { useSyncExternalStore } from 'react';
import { text } from '../../engine/text.ts';
import { LIVE } from './cursor.ts';
import { formatStep } from './format.ts';
import { PHASES } from '../../engine/run/phases.ts';
import { PHASE_WORDS } from './phases.ts';
import type { Stage } from './stage.ts';
import { useLanguage, useText } from '../i18n/useText.ts';

const PHASES_LABEL = text('Phases of the run', '学習の段階');
const STEP = text('step', 'ステップ');
const BACK = text('back to live', '最新に戻る');

export function Legend({ stage }: { stage: Stage }) {
  const say = useText();
  const language = useLanguage();
  const current = useSyncExternalStore(stage.beat.subscribe, () => stage.phases().at(-1)?.phase ?? null);
  const cursor = useSyncExternalStore(stage.cursor.subscribe, stage.cursor.get);
  return (
    <div className="charts-legend">
      <ol className="phases" aria-label={say(PHASES_LABEL)}>
        {PHASES.map((phase) => (
          <li key={phase} className={phase} aria-current={phase === current ? 'step' : undefined}>
            <span className="swatch" />
            <span>{say(PHASE_WORDS[phase])}</span>
          </li>
        ))}
      </ol>
      {cursor.pinned && cursor.step !== null && (
        <button type="button" className="unpin" onClick={() => stage.cursor.set(LIVE)} title="Esc">
          {`${say(STEP)} ${formatStep(cursor.step, language)} · ${say(BACK)}`}
        </button>
      )}
    </div>
  );
}
