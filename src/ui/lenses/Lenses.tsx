/** The lenses: tabs beside the charts, or under them. Only the open tab's lens is loaded, mounted and at work. */
import { Tabs } from 'radix-ui';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RunConfig } from '../../engine/config/config.ts';
import type { Run } from '../../store/run.ts';
import { useBench, useConfig, useFront, usePreference } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { IconButton } from '../parts/IconButton.tsx';
import { CloseIcon, LensIcon } from '../parts/icons.tsx';
import { Part } from '../parts/Part.tsx';
import { useTitles } from '../titles.ts';
import { LENSES } from './index.ts';
import type { Lens } from './lens.ts';
import './lenses.css';

/** A lens is loaded a little before it comes into sight. */
const AHEAD = '160px';

/** Whether an element is in the window, or nearly so. */
function useInSight(element: RefObject<Element | null>): boolean {
  const [inSight, setInSight] = useState(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting ?? false), { rootMargin: AHEAD });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return inSight;
}

/** One of a lens's workers stopped: another one takes over, and the work goes on. */
function Replacing({ workers }: { readonly workers: string }) {
  const { t } = useTranslation();
  const now = useStore(usePage().replacing, ({ names }) => names.has(workers));
  return <output className={now ? 'lens-note' : 'hidden'}>{now ? t('lens.replaced') : ''}</output>;
}

interface ContentProps {
  readonly lens: Lens;
  readonly run: Run | null;
  readonly config: RunConfig;
  readonly shown: boolean;
}

/** The lens at work once it has come into sight, or why it has nothing to show. */
function Content({ lens, run, config, shown }: ContentProps) {
  const text = useText();
  const [seen, setSeen] = useState(shown);
  if (shown && !seen) setSeen(true);
  // Behind its tab, and in slices.
  const mounted = useDeferredValue(seen, false);
  // Not in a selector: its words are made anew each time, and a store whose answer is never the same is asked without end.
  const lacks = useMemo(() => lens.lacks(config), [lens, config]);
  if (lacks !== null) return <p className="lens-note">{text(lacks)}</p>;
  return mounted ? <lens.Body run={run} shown={shown} /> : null;
}

function Panel({ lens }: { lens: Lens }) {
  const { t } = useTranslation();
  const text = useText();
  const area = useRef<HTMLDivElement>(null);
  const shown = useInSight(area);
  const asked = useConfig((state) => state.config);
  const run = useFront((state) => state.run);
  const config = lens.subject === 'run' ? (run?.config ?? asked) : asked;
  const titles = useTitles();
  return (
    <div className="lens" ref={area}>
      <p className="lens-summary">{text(lens.summary)}</p>
      {lens.subject === 'settings' && titles.other && <p className="lens-whose">{t('lens.ofSettings', { asked: titles.asked, shown: titles.shown })}</p>}
      {lens.workers !== undefined && <Replacing workers={lens.workers} />}
      <Part name={text(lens.label)} shows={[run, config]}>
        <Content lens={lens} run={run} config={config} shown={shown} />
      </Part>
    </div>
  );
}

export function Lenses() {
  const { t } = useTranslation();
  const text = useText();
  const { preferences } = usePage();
  const open = usePreference((state) => state.lensOpen);
  const chosen = usePreference((state) => state.lens);
  const count = useBench((state) => state.runs.length);
  // One that was chosen stays, and says what it lacks: a link may ask for it before there are runs.
  const lenses = LENSES.filter(({ id, runs = 0 }) => runs <= count || id === chosen);
  const current = lenses.find(({ id }) => id === chosen) ?? lenses[0];
  if (current === undefined) return null;

  const show = (lensOpen: boolean): void => preferences.setState({ lensOpen });
  if (!open) {
    return (
      <div className="lenses folded">
        <IconButton label={t('lens.open')} aria-expanded={false} onClick={() => show(true)}>
          <LensIcon />
        </IconButton>
      </div>
    );
  }
  return (
    <section className="lenses" aria-label={t('lens.label')}>
      <Tabs.Root className="lenses-tabs" value={current.id} onValueChange={(lens) => preferences.setState({ lens })} activationMode="manual">
        <div className="lenses-bar">
          <Tabs.List className="lenses-list" aria-label={t('lens.label')}>
            {lenses.map((lens) => (
              <Tabs.Trigger key={lens.id} value={lens.id} className="lens-tab">
                {text(lens.label)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <IconButton label={t('lens.close')} aria-expanded onClick={() => show(false)}>
            <CloseIcon />
          </IconButton>
        </div>
        {lenses.map((lens) => (
          <Tabs.Content key={lens.id} value={lens.id} className="lenses-content">
            <Panel lens={lens} />
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </section>
  );
}
