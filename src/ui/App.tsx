/** The page: header, controls, hero. Nothing here changes while a run goes on; the parts look at the stores themselves. */
import { Tooltip } from 'radix-ui';
import { useCallback, useMemo, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import { ghostsOf } from '../store/bench.ts';
import { BenchStrip } from './bench/BenchStrip.tsx';
import { Legend, PresetNote } from './article/Notes.tsx';
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
import { Notices } from './Notices.tsx';
import { Status } from './status/Status.tsx';
import { Charts } from './charts/Charts.tsx';

function Hero() {
  const record = useFront((state) => state.record);
  const axis = usePreference((state) => state.axis);
  const bench = useBench(useShallow((state) => ghostsOf(state)));
  const ghosts = useMemo(() => bench.map((run) => run.record).filter((one) => one !== record), [bench, record]);
  return (
    <div className="hero" id="curves" tabIndex={-1}>
      <BenchStrip />
      <Charts record={record} ghosts={ghosts} axis={axis} />
    </div>
  );
}

export function App() {
  const { t } = useTranslation();
  const phone = usePhone();
  const [help, setHelp] = useState(false);
  useKeys(useCallback(() => setHelp(true), []));
  return (
    <Tooltip.Provider delayDuration={400}>
      <div className="page">
        <a className="skip" href="#curves" onClick={skip}>
          {t('page.skip')}
        </a>
        <header className="header">
          <h1 className="wordmark">Grokscope</h1>
          <PresetSelect />
          <Transport>{phone ? <SheetButton /> : <Speed />}</Transport>
          <Tools onHelp={() => setHelp(true)} />
        </header>
        {!phone && (
          <aside className="side" aria-label={t('form.label')}>
            <Form />
          </aside>
        )}
        <main className="main" aria-label={t('page.main')}>
          <Notices />
          {phone && <Pending />}
          <div className="stage">
            <Status />
            <Hero />
            <Lenses />
          </div>
          <div className="article">
            <PresetNote />
            <Legend />
          </div>
        </main>
        {phone && (
          <Sheet>
            <Speed />
            <Form />
          </Sheet>
        )}
      </div>
      <HelpDialog open={help} onOpenChange={setHelp} />
    </Tooltip.Provider>
  );
}

/** The address belongs to the config: the skip link moves the focus and leaves the address alone. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('curves')?.focus();
}
