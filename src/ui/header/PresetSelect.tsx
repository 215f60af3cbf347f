/** The title: what the run in front is, or before one, what would be run; and the presets to choose the next from, grouped, each with one line on what it shows. */
import { DropdownMenu } from 'radix-ui';
import { useDeferredValue, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { PRESETS } from '../../engine/presets/index.ts';
import { PRESET_GROUPS, prepare, type Preset, type PresetGroup } from '../../engine/presets/preset.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { firstSentence } from './firstSentence.ts';
import { CheckIcon, ChevronIcon } from '../parts/icons.tsx';
import { soon } from '../parts/soon.ts';
import { useShown } from '../titles.ts';
import { usePreset } from '../usePreset.ts';

/** Groups without a preset are left out. */
const GROUPED = (Object.keys(PRESET_GROUPS) as PresetGroup[])
  .map((group) => ({ group, presets: PRESETS.filter((preset) => preset.group === group) }))
  .filter(({ presets }) => presets.length > 0);

/** What is pointed at may be chosen next. */
function Item({ preset }: { readonly preset: Preset }) {
  const text = useText();
  return (
    <DropdownMenu.RadioItem value={preset.id} className="menu-item" textValue={text(preset.label)} onFocus={() => prepare(preset)}>
      <span className="menu-check">
        <DropdownMenu.ItemIndicator>
          <CheckIcon />
        </DropdownMenu.ItemIndicator>
      </span>
      {/* All that is seen is its name, so that whoever speaks to a page can say any of it. */}
      <span>
        <span>{`${text(preset.label)} `}</span>
        <span className="menu-line">{firstSentence(text(preset.shows))}</span>
      </span>
    </DropdownMenu.RadioItem>
  );
}

export function PresetSelect() {
  const { t } = useTranslation();
  const text = useText();
  const { preset: asked, changed: askedChanged } = usePreset();
  const { preset: current, changed } = useShown();
  const { actions } = usePage();
  const name = text(current.label);

  const [open, setOpen] = useState(false);
  const [hurried, setHurried] = useState(false);
  /** The first lines stand at once; the others are many, and come in slices, or with the next key, which may be about any of them. */
  const whole = useDeferredValue(open, false) || hurried;
  const turn = (next: boolean): void => {
    setOpen(next);
    setHurried(false);
  };
  const hurry = (): void => {
    if (open && !whole) flushSync(() => setHurried(true));
  };

  const chosen = useRef(false);
  const choose = (id: string): void => {
    chosen.current = true;
    // The list goes in this task; what the page is then about takes another.
    soon(() => actions.choosePreset(id));
  };
  const focusRun = (event: Event): void => {
    // Whoever leaves without a choice is where they were, or went.
    if (!chosen.current) return;
    chosen.current = false;
    event.preventDefault();
    // Whoever has chosen a preset wants to run it: Space must not open the list again.
    document.getElementById('run')?.focus();
  };

  /** A space within a name that is typed to find it is a letter: the list scrolls by no page. It comes here when the menu is done with it. */
  const keep = (event: KeyboardEvent): void => {
    if (event.key === ' ' && event.target instanceof Element && event.target.closest('[role=menu]') !== null) event.preventDefault();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- nothing is done here; the browser's own scrolling is kept off
    <div className="preset" onKeyDownCapture={hurry} onKeyDown={keep}>
      {/* Not modal, and in its place in the page: else the page's landmarks and headings are hidden from whoever listens to it, or the list is in none. */}
      <DropdownMenu.Root modal={false} open={open} onOpenChange={turn}>
        <DropdownMenu.Trigger className="preset-trigger">
          <span className="hidden">{`${t('preset.label')}: `}</span>
          <span className="preset-name">{name}</span>
          {changed && <span className="preset-changed">{t('preset.changed')}</span>}
          <ChevronIcon />
        </DropdownMenu.Trigger>
        {open && (
          <DropdownMenu.Content className="menu" align="start" sideOffset={6} collisionPadding={12} onCloseAutoFocus={focusRun}>
            {/* No value while changed, so that choosing the same preset again is a choice. */}
            <DropdownMenu.RadioGroup value={askedChanged ? '' : asked.id} onValueChange={choose}>
              {GROUPED.slice(0, whole ? GROUPED.length : 1).map(({ group, presets }) => (
                <DropdownMenu.Group key={group} aria-label={text(PRESET_GROUPS[group])}>
                  <DropdownMenu.Label className="menu-group">{text(PRESET_GROUPS[group])}</DropdownMenu.Label>
                  {presets.map((preset) => (
                    <Item key={preset.id} preset={preset} />
                  ))}
                </DropdownMenu.Group>
              ))}
            </DropdownMenu.RadioGroup>
          </DropdownMenu.Content>
        )}
      </DropdownMenu.Root>
    </div>
  );
}
