/** The title: what the run in front is, or before one, what would be run; and the presets to choose the next from, grouped, each with one line on what it shows. */
import { Select } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { PRESETS } from '../../engine/presets/index.ts';
import { PRESET_GROUPS, type Preset, type PresetGroup } from '../../engine/presets/preset.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { firstSentence } from './firstSentence.ts';
import { CheckIcon, ChevronIcon } from '../parts/icons.tsx';
import { useShown } from '../titles.ts';
import { usePreset } from '../usePreset.ts';

/** Groups without a preset are left out. */
const GROUPED = (Object.keys(PRESET_GROUPS) as PresetGroup[])
  .map((group) => ({ group, presets: PRESETS.filter((preset) => preset.group === group) }))
  .filter(({ presets }) => presets.length > 0);

function Item({ preset }: { readonly preset: Preset }) {
  const text = useText();
  return (
    <Select.Item value={preset.id} className="menu-item" textValue={text(preset.label)}>
      <span className="menu-check">
        <Select.ItemIndicator>
          <CheckIcon />
        </Select.ItemIndicator>
      </span>
      {/* All that is seen is its name, so that whoever speaks to a page can say any of it. */}
      <Select.ItemText>
        <span>{`${text(preset.label)} `}</span>
        <span className="menu-line">{firstSentence(text(preset.shows))}</span>
      </Select.ItemText>
    </Select.Item>
  );
}

export function PresetSelect() {
  const { t } = useTranslation();
  const text = useText();
  const { preset: asked, changed: askedChanged } = usePreset();
  const { preset: current, changed } = useShown();
  const { actions } = usePage();
  const name = text(current.label);

  const focusRun = (event: Event): void => {
    event.preventDefault();
    // Whoever has chosen a preset wants to run it: Space must not open the list again.
    document.getElementById('run')?.focus();
  };

  return (
    <div className="preset">
      {/* No value while changed, so that choosing the same preset again is a choice. */}
      <Select.Root value={askedChanged ? '' : asked.id} onValueChange={actions.choosePreset}>
        <Select.Trigger className="preset-trigger" aria-label={`${t('preset.label')}: ${changed ? t('preset.basedOn', { name }) : name}`}>
          <span className="preset-name">{name}</span>
          {changed && <span className="preset-changed">{t('preset.changed')}</span>}
          <ChevronIcon />
        </Select.Trigger>
        <Select.Portal>
          <Select.Content className="menu" position="popper" align="start" sideOffset={6} collisionPadding={12} onCloseAutoFocus={focusRun}>
            <Select.Viewport>
              {GROUPED.map(({ group, presets }) => (
                <Select.Group key={group}>
                  <Select.Label className="menu-group">{text(PRESET_GROUPS[group])}</Select.Label>
                  {presets.map((preset) => (
                    <Item key={preset.id} preset={preset} />
                  ))}
                </Select.Group>
              ))}
            </Select.Viewport>
          </Select.Content>
        </Select.Portal>
      </Select.Root>
    </div>
  );
}
