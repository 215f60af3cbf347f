/** The one sensible way on from an end, if there is one. */
import { useTranslation } from 'react-i18next';
import { standing } from '../../engine/run/story.ts';
import { extendedSteps } from '../../store/extend.ts';
import { isLeft } from '../../store/run.ts';
import { useCalmFront, useConfig, useCalmMoment } from '../hooks.ts';
import { usePage } from '../page.tsx';
import { useOther } from '../titles.ts';
import { ForkMenu } from './ForkMenu.tsx';

export function WayOn() {
  const past = useCalmMoment((state) => state.step !== null);
  return (
    <>
      {past ? null : <On />}
      <ForkMenu />
    </>
  );
}

function On() {
  const { t } = useTranslation();
  const status = useCalmFront((state) => state.status);
  const unavailable = useCalmFront((state) => state.status === 'failed' && state.unavailable !== null);
  const left = useCalmFront(isLeft);
  const { actions } = usePage();
  const resumable = useCalmFront((state) => state.run?.snapshots.latest?.step ?? null);
  const step = useCalmFront((state) => state.step);
  const learned = useCalmFront((state) => standing(state.record).val !== null);
  const other = useOther();
  const own = useCalmFront((state) => state.config?.steps ?? 0);
  const asked = useConfig((state) => state.config.steps);
  const steps = extendedSteps(other ? own : asked, step);
  if (unavailable) {
    return (
      <button type="button" className="text-button" onClick={actions.anywhere}>
        {t('status.anywhere')}
      </button>
    );
  }
  if (resumable === null) return null;
  if (status === 'failed' || status === 'diverged' || left) {
    return (
      <button type="button" className="text-button" onClick={() => actions.goOn()}>
        {t('status.goOn', { step: resumable })}
      </button>
    );
  }
  if (status !== 'finished' || learned || steps === null) return null;
  return (
    <button type="button" className="text-button" onClick={actions.extend}>
      {t('status.extend', { step: steps })}
    </button>
  );
}
