/** The block under the header: the sentence that says where the run is, what can be done about it, and beside it the figures. */
import { useTranslation } from 'react-i18next';
import { actions } from '../../store/page.ts';
import { useCalmRun, useConfig } from '../hooks.ts';
import { useLanguage } from '../i18n/useText.ts';
import { AxisSwitch } from './AxisSwitch.tsx';
import { Backend } from './Backend.tsx';
import { Clock } from './Clock.tsx';
import { Milestones } from './Milestones.tsx';
import { sentences } from './sentence.ts';

/** The one sensible way on from an end, if there is one. */
function WayOn() {
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

function Words() {
  const { t } = useTranslation();
  const language = useLanguage();
  const asked = useConfig((state) => state.config);
  const run = useCalmRun((state) => state);
  const said = sentences({ ...run, config: run.config ?? asked }).map(({ key, values }) => t(key, values));
  return (
    <p className="sentence" data-status={run.status}>
      {said.join(language === 'ja' ? '' : ' ')} <WayOn />
    </p>
  );
}

export function Status() {
  return (
    <div className="status">
      <Words />
      <Clock />
      <div className="status-tools">
        <Backend />
        <AxisSwitch />
      </div>
      <Milestones />
    </div>
  );
}
