/** Milestones, spoken: the only thing a screen reader hears without asking. */
import { useTranslation } from 'react-i18next';
import type { Mark } from '../../engine/run/record.ts';
import { isLeft } from '../../store/run.ts';
import { useCalmFront } from '../hooks.ts';

function saidOf(mark: Mark) {
  if (mark.kind !== 'recovered') return `said.${mark.kind}` as const;
  if (mark.moved !== undefined) return 'said.moved';
  return mark.lost === 'worker' ? 'said.recoveredWorker' : 'said.recovered';
}

export function Milestones() {
  const { t } = useTranslation();
  const status = useCalmFront((state) => state.status);
  const mark = useCalmFront((state) => state.record?.marks.at(-1));
  const interrupted = useCalmFront((state) => state.status === 'starting' && state.death !== null);
  const left = useCalmFront(isLeft);
  const unavailable = useCalmFront((state) => state.unavailable !== null);
  const now =
    status === 'finished' || status === 'diverged' || status === 'failed'
      ? t(`said.${status === 'failed' && unavailable ? 'unavailable' : left ? 'left' : status}`)
      : interrupted
        ? t('said.interrupted')
        : '';
  const words = now !== '' ? now : mark === undefined ? '' : t(saidOf(mark), { step: mark.step });
  return (
    <output className="hidden" aria-live="polite">
      {words}
    </output>
  );
}
