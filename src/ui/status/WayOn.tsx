/** The one sensible way on from an end, if there is one. */
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/page.ts';
import { useCalmRun } from '../hooks.ts';

export function WayOn() {
  const { t } = useTranslation();
  const status = useCalmRun((state) => state.status);
  const resumable = useCalmRun((state) => state.resumable);
  const step = useCalmRun((state) => state.step);
  const grokked = useCalmRun((state) => state.record?.marks.some((mark) => mark.kind === 'grokked') ?? false);
  if (resumable === null) return null;
  if (status === 'failed' || status === 'diverged') {
    return (
      <button type="button" className="text-button" onClick={actions.goOn}>
        {t('status.goOn', { step: resumable })}
      </button>
    );
  }
  if (status !== 'finished' || grokked) return null;
  return (
    <button type="button" className="text-button" onClick={actions.extend}>
      {t('status.extend', { step: 2 * step })}
    </button>
  );
}
