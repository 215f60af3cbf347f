/** Which measurements a reader does not find here, because they mean nothing with such data or such a network, and why. */
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { meaningless } from '../../engine/probes/measuring.ts';
import type { Text } from '../../engine/text.ts';
import { useConfig } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';

export function NotOffered() {
  const { t, i18n } = useTranslation();
  const text = useText();
  const task = useDeferredValue(useConfig((state) => state.config.task));
  const model = useDeferredValue(useConfig((state) => state.config.model));
  // One reason may stand for several.
  const reasons = useMemo(() => {
    const byReason = new Map<string, { readonly why: Text; readonly labels: Text[] }>();
    for (const { def, why } of meaningless({ task, model })) {
      const known = byReason.get(why.en) ?? { why, labels: [] };
      known.labels.push(def.label);
      byReason.set(why.en, known);
    }
    return [...byReason.values()];
  }, [task, model]);
  const listed = new Intl.ListFormat(i18n.language, { type: 'unit' });
  return (
    <>
      {reasons.map(({ why, labels }) => (
        <p key={why.en} className="not-offered">
          {t('form.notOffered', { names: listed.format(labels.map(text)), why: text(why) })}
        </p>
      ))}
    </>
  );
}
