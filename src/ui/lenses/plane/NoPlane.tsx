/** A network whose tokens are no points of a plane says why, and one whose are is a click away. */
import { useTranslation } from 'react-i18next';
import { findPreset } from '../../../engine/presets/index.ts';
import type { Text } from '../../../engine/text.ts';
import { useText } from '../../i18n/useText.ts';
import { usePage } from '../../page.tsx';

const OFFERED = 'plane-sums';

export function NoPlane({ why }: { readonly why: Text }) {
  const { t } = useTranslation();
  const text = useText();
  const { actions } = usePage();
  const preset = findPreset(OFFERED);
  return (
    <div className="plane-none">
      <p>{text(why)}</p>
      {preset !== undefined && (
        <button type="button" className="text-button" onClick={() => actions.choosePreset(preset.id)}>
          {t('plane.offer', { name: text(preset.label) })}
        </button>
      )}
    </div>
  );
}
