/** The page: header, controls, hero. Nothing here changes while a run goes on; the parts look at the stores themselves. */
import { Tooltip } from 'radix-ui';
import { memo, useCallback, useEffect, useMemo, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import { ghostsOf } from '../store/places.ts';
import { BenchStrip } from './bench/BenchStrip.tsx';
import { RaceBar } from './race/RaceBar.tsx';
import { useGroups } from './bench/useGroups.ts';
import { useNames } from './bench/useNames.ts';
import { Legend, PresetNote } from './article/Notes.tsx';
import { Dropping } from './Dropping.tsx';
import { Form } from './controls/Form.tsx';
import { Pending } from './controls/Pending.tsx';
import { Sheet, SheetButton } from './controls/Sheet.tsx';
import { HelpDialog } from './header/HelpDialog.tsx';
import { PresetSelect } from './header/PresetSelect.tsx';
import { Tools } from './header/Tools.tsx';
import { Speed, Transport } from './header/Transport.tsx';
import { useBench, usePhone, usePreference, useFront } from './hooks.ts';
import { useKeys } from './keys.ts';
import { Lenses } from './lenses/Lenses.tsx';
import { LibraryDialog } from './library/LibraryDialog.tsx';
import { Notices } from './Notices.tsx';
import { RunPart, SettingsPart } from './parts/pageParts.tsx';
import { Part } from './parts/Part.tsx';
import { useArrivals } from './parts/useArrivals.ts';
import { Status } from './status/Status.tsx';
import { Charts } from './charts/Charts.tsx';
import { TakeDialog } from './take/TakeDialog.tsx';
import { useTitles } from './titles.ts';

/** The window says what is in front, too. */
function WindowTitle() {
  const { window: title } = useTitles();
  useEffect(() => {
    document.title = `${title} – Grokscope`;
  }, [title]);
  return null;
}

function Hero({ arrived }: { readonly arrived: boolean }) {
  const { t } = useTranslation();
  const record = useFront((state) => state.record);
  const axis = usePreference((state) => state.axis);
  const names = useNames();
  const groups = useGroups();
  const bench = useBench(useShallow((state) => ghostsOf(state)));
  const ghosts = useMemo(() => bench.map((run) => run.record).filter((one) => one !== record), [bench, record]);
  return (
    <div className="hero" id="curves" tabIndex={-1}>
      <Part name={t('bench.label')} shows={[bench]}>
        <RaceBar />
        <BenchStrip />
      </Part>
      {arrived && (
        <Part name={t('part.charts')} shows={[record, ghosts]}>
          <Charts record={record} ghosts={ghosts} groups={groups} names={names} axis={axis} />
        </Part>
      )}
    </div>
  );
}

/** Each of these looks at the stores itself: none is rendered anew with what is around it. */
const Presets = memo(PresetSelect);
const Settings = memo(Form);
const News = memo(Notices);
const Waiting = memo(Pending);
const State = memo(Status);
const Looks = memo(Lenses);
const Note = memo(PresetNote);
const Quantities = memo(Legend);

interface Openers {
  readonly onHelp: () => void;
  readonly onLibrary: () => void;
  readonly onTake: () => void;
}

const Parts = memo(function Parts({ onHelp, onLibrary, onTake }: Openers) {
  const { t } = useTranslation();
  const phone = usePhone();
  // The charts behind what decides how large they are.
  const arrived = useArrivals(4);
  return (
    <div className="page">
      <a className="skip" href="#curves" onClick={skip}>
        {t('page.skip')}
      </a>
      <header className="header">
        <h1 className="wordmark">Grokscope</h1>
        <SettingsPart name={t('preset.label')}>
          <Presets />
        </SettingsPart>
        <Part name={t('transport.label')}>
          <Transport>{phone ? <SheetButton /> : <Speed />}</Transport>
        </Part>
        <Part name={t('part.tools')}>
          <Tools onHelp={onHelp} onLibrary={onLibrary} onTake={onTake} />
        </Part>
      </header>
      {!phone && (
        <aside className="side" aria-label={t('form.label')}>
          {arrived > 0 && (
            <SettingsPart name={t('form.label')}>
              <Settings />
            </SettingsPart>
          )}
        </aside>
      )}
      <main className="main" aria-label={t('page.main')}>
        <Part name={t('part.notices')}>
          <News />
          {phone && <Waiting />}
        </Part>
        <div className="stage">
          <RunPart name={t('part.status')}>
            <State />
          </RunPart>
          <Hero arrived={arrived > 2} />
          {arrived > 1 && (
            <RunPart name={t('lens.label')}>
              <Looks />
            </RunPart>
          )}
        </div>
        {arrived > 3 && (
          <div className="article">
            <SettingsPart name={t('preset.lookFor')}>
              <Note />
            </SettingsPart>
            <Part name={t('legend.title')}>
              <Quantities />
            </Part>
          </div>
        )}
      </main>
      {phone && (
        <Sheet>
          <Speed />
          {arrived > 0 && (
            <SettingsPart name={t('form.label')}>
              <Settings />
            </SettingsPart>
          )}
        </Sheet>
      )}
    </div>
  );
});

export function App() {
  const { t } = useTranslation();
  const [help, setHelp] = useState(false);
  const [library, setLibrary] = useState(false);
  const [take, setTake] = useState(false);
  const openHelp = useCallback(() => setHelp(true), []);
  const openLibrary = useCallback(() => setLibrary(true), []);
  const openTake = useCallback(() => setTake(true), []);
  useKeys(openHelp);
  return (
    <Tooltip.Provider delayDuration={400}>
      <WindowTitle />
      <Dropping />
      <Parts onHelp={openHelp} onLibrary={openLibrary} onTake={openTake} />
      <Part name={t('help.title')} shows={[help]}>
        <HelpDialog open={help} onOpenChange={setHelp} />
      </Part>
      <Part name={t('library.title')} shows={[library]}>
        <LibraryDialog open={library} onOpenChange={setLibrary} />
      </Part>
      <Part name={t('take.title')} shows={[take]}>
        <TakeDialog open={take} onOpenChange={setTake} />
      </Part>
    </Tooltip.Provider>
  );
}

/** The address belongs to the config: the skip link moves the focus and leaves the address alone. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('curves')?.focus();
}
