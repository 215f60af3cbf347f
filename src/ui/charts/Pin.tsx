/** The step that is pinned, and the way back from it. It stands in the first chart's caption, where it covers nothing. */
import { useSyncExternalStore } from 'react';
import { text } from '../../engine/text.ts';
import { useLanguage, useText } from '../i18n/useText.ts';
import { LIVE } from './cursor.ts';
import { formatStep } from './format.ts';
import type { Stage } from './stage.ts';

const STEP = text('step', 'ステップ');
const BACK = text('back to live', '最新に戻る');

export function Pin({ stage }: { stage: Stage }) {
  const say = useText();
  const language = useLanguage();
  const cursor = useSyncExternalStore(stage.cursor.subscribe, stage.cursor.get);
  if (!cursor.pinned || cursor.step === null) return null;
  return (
    <button type="button" className="unpin" onClick={() => stage.cursor.set(LIVE)} title="Esc">
      {`${say(STEP)} ${formatStep(cursor.step, language)} · ${say(BACK)}`}
    </button>
  );
}
