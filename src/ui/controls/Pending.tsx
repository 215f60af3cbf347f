/** Says that what the form shows is not what the run that is on runs with, and offers to begin again with it. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { actions, pending } from '../../store/page.ts';
import { useConfig, useRun } from '../hooks.ts';

export function usePending(): number {
  const config = useConfig((state) => state.config);
  const status = useRun((state) => state.status);
  const running = useRun((state) => state.config);
  return useMemo(() => pending(config, { status, config: running }).length, [config, status, running]);
}

export function Pending() {
  const { t } = useTranslation();
  const count = usePending();
  if (count === 0) return null;
  return (
    <output className="pending">
      {t('form.pending', { count })}
      <button type="button" className="text-button" onClick={actions.restart}>
        {t('form.restart')}
      </button>
    </output>
  );
}
