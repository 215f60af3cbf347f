/** Says which changes are to come while the run goes on, because a link has them, and offers to leave them out. */
import { useTranslation } from 'react-i18next';
import { saidBy } from '../../engine/config/acts.ts';
import { shownIn } from '../../engine/config/valueWords.ts';
import { useConfig } from '../hooks.ts';
import { useLanguage, useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';

/** Changes that are told one by one. */
const TOLD = 4;

export function Planned() {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const { config } = usePage();
  const settings = useConfig((state) => state);
  const all = settings.plan.flatMap(({ step, patch }) => saidBy(settings.config, patch).map((said) => ({ step, ...said })));
  if (all.length === 0) return null;
  const told = all
    .slice(0, TOLD)
    .map(({ step, parameter, value }) => t('form.plannedItem', { step, name: text(parameter.label), value: shownIn(parameter, value, language) }));
  const changes = [...told, ...(all.length > TOLD ? [t('form.plannedMore', { count: all.length - TOLD })] : [])];
  return (
    <output className="pending">
      <span>{`${t('form.planned', { changes: changes.join(language === 'ja' ? '、' : '; ') })} `}</span>
      <button type="button" className="text-button" onClick={config.forgetPlan}>
        {t('form.forgetPlan')}
      </button>
    </output>
  );
}
