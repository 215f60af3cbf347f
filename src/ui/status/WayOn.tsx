/** The one sensible way on from an end, if there is one. */
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/page.ts';
import { extendedSteps } from '../../store/extend.ts';
import { useCalmRun, useConfig } from '../hooks.ts';

export function WayOn() {
  const { t } = useTranslation();
  const status = useCalmRun((state) => state.status);
  const resumable = useCalmRun((state) => state.resumable);
  const step = useCalmRun((state) => state.step);
  const grokked = useCalmRun((state) => state.record?.marks.some((mark) => mark.kind === 'grokked') ?? false);
  const steps = useConfig((state) => extendedSteps(state.config.steps, step));
  if (resumable === null) return null;
  if (status === 'failed' || status === 'diverged') {
    return (
      <button type="button" className="text-button" onClick={actions.goOn}>
        {t('status.goOn', { step: resumable })}
      </button>
    );
  }
  if (status !== 'finished' || grokked || steps === null) return null;
  return (
    <button type="button" className="text-button" onClick={actions.extend}>
      {t('status.extend', { step: steps })}
    </button>
  );
}
