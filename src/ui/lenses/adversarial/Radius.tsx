/** How far the attack may go, and by which attack. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RunConfig } from '../../../engine/config/config.ts';
import { METHODS, type Method } from '../../../engine/looks/adversarial/question.ts';
import type { Text } from '../../../engine/text.ts';
import { StopSlider } from '../../controls/StopSlider.tsx';
import { useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';
import { Segmented } from '../../parts/Segmented.tsx';
import { RADII, viewOf } from './view.ts';

interface Props {
  readonly config: RunConfig;
  readonly space: Text;
}

export function Radius({ config, space }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { asked } = viewOf(usePage());
  const { epsilon, method } = useStore(asked);
  const [dragged, setDragged] = useState<number | null>(null);
  const set = (to: number): void => asked.setState({ epsilon: to });
  const how = method === 'pgd' ? t('fool.pgdHelp', { steps: Number(config.probes['robustness']?.['steps']) }) : t('fool.fgsmHelp');
  return (
    <div className="fool-radius">
      <p className="fool-epsilon">
        <span>{t('fool.epsilon')}</span>
        <output>{dragged ?? epsilon}</output>
      </p>
      <StopSlider
        name={t('fool.epsilon')}
        stops={RADII}
        scale="log"
        value={epsilon}
        onDrag={(to) => {
          setDragged(to);
          if (to !== null) set(to);
        }}
        onSet={set}
      />
      <Segmented
        label={t('fool.method')}
        value={method}
        choices={METHODS.map((value) => ({ value, label: t(`fool.${value}`) }))}
        onChange={(value) => asked.setState({ method: value as Method })}
      />
      <p className="fool-note">{`${how} ${t('fool.space', { space: text(space) })}`}</p>
    </div>
  );
}
