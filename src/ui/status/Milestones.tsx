/** Milestones, spoken: the only thing a screen reader hears without asking. */
import { useTranslation } from 'react-i18next';
import { useCalmRun } from '../hooks.ts';

export function Milestones() {
  const { t } = useTranslation();
  const status = useCalmRun((state) => state.status);
  const mark = useCalmRun((state) => state.record?.marks.at(-1));
  const over = status === 'finished' || status === 'diverged' || status === 'failed' ? t(`said.${status}`) : '';
  const words = over !== '' ? over : mark === undefined ? '' : t(`said.${mark.kind}`, { step: mark.step });
  return (
    <output className="hidden" aria-live="polite">
      {words}
    </output>
  );
}
