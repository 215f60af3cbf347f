/** The block under the header: the sentence that says where the run is, and beside it the figures and the switches. */
import { useTranslation } from 'react-i18next';
import { configAt } from '../../engine/run/past.ts';
import { useCalmFront, useConfig, useCalmMoment, useShownRecord } from '../hooks.ts';
import { useLong } from '../parts/useLong.ts';
import { inWords } from '../i18n/inWords.ts';
import { useLanguage } from '../i18n/useText.ts';
import { AxisSwitch } from './AxisSwitch.tsx';
import { RaceMenu } from '../race/RaceMenu.tsx';
import { Backend } from './Backend.tsx';
import { Clock } from './Clock.tsx';
import { progress } from './learned.ts';
import { Milestones } from './Milestones.tsx';
import { sentences } from './sentence.ts';

/** What was so at the moment that is shown. */
function PastWords({ step }: { readonly step: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const record = useShownRecord();
  const then = record === null ? [] : progress(record, configAt(record, step)).map(({ key, values }) => t(key, inWords(values, language)));
  return (
    <p className="sentence" data-status="past">
      {[t('moment.sentence', { step }), ...then].join(language === 'ja' ? '' : ' ')}
    </p>
  );
}

function Words() {
  const step = useCalmMoment((state) => state.step);
  return step === null ? <LiveWords /> : <PastWords step={step} />;
}

function LiveWords() {
  const { t } = useTranslation();
  const language = useLanguage();
  const asked = useConfig((state) => state.config);
  const run = useCalmFront((state) => state);
  const long = useLong(run.status === 'starting' ? `${run.coming} ${run.phase}` : null);
  const said = sentences({ ...run, config: run.config ?? asked, long }).map(({ key, values }) => t(key, inWords(values, language)));
  return (
    <p className="sentence" data-status={run.status}>
      {said.join(language === 'ja' ? '' : ' ')}
    </p>
  );
}

export function Status() {
  return (
    <div className="status">
      <Words />
      <Clock />
      <div className="status-tools">
        <RaceMenu />
        <Backend />
        <AxisSwitch />
      </div>
      <Milestones />
    </div>
  );
}
