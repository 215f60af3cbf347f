/** Says that what the form shows is not what the run that is on runs with, and offers to begin again with it. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pending } from '../../store/actions.ts';
import { useConfig, useFront } from '../hooks.ts';
import { usePage } from '../page.tsx';
import { useTitles } from '../titles.ts';

export function usePending(): number {
  const config = useConfig((state) => state.config);
  const coming = useConfig((state) => state.plan);
  const status = useFront((state) => state.status);
  const asked = useFront((state) => state.asked);
  const plan = useFront((state) => state.plan);
  return useMemo(() => pending({ config, plan: coming }, { status, asked, plan }).length, [config, coming, status, asked, plan]);
}

export function Pending() {
  const { t } = useTranslation();
  const { actions } = usePage();
  const count = usePending();
  const { asked, shown, other } = useTitles();
  if (other) {
    return (
      <output className="pending">
        <span>{`${t('form.ofOther', { asked, shown })} `}</span>
        <button type="button" className="text-button" onClick={actions.restart}>
          {t('transport.runNamed', { name: asked })}
        </button>
      </output>
    );
  }
  if (count === 0) return null;
  return (
    <output className="pending">
      <span>{`${t('form.pending', { count })} `}</span>
      <button type="button" className="text-button" onClick={actions.restart}>
        {t('form.restart')}
      </button>
    </output>
  );
}
