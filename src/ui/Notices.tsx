/** What the page has to say about a link it could not read, settings the trainer would not take, or an error of its own. Goes when dismissed. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/shallow';
import type { Brought } from '../engine/config/brought.ts';
import { valueAt } from '../engine/config/config.ts';
import { findPreset, PRESETS } from '../engine/presets/index.ts';
import { unmeasured } from '../engine/probes/measuring.ts';
import { formatFor } from '../engine/own/formats.ts';
import { tasks } from '../engine/tasks/index.ts';
import { calledIn } from '../engine/run/files.ts';
import type { Text } from '../engine/text.ts';
import { readWeights } from '../engine/weights/descriptor.ts';
import { missingOf } from '../store/beside.ts';
import type { MissingFile } from '../store/trainer.ts';
import type { Run } from '../store/run.ts';
import { useNames } from './bench/useNames.ts';
import { OpenFile } from './ownFiles/OpenFile.tsx';
import { useBench, useConfig, useFront, usePhone } from './hooks.ts';
import { useText } from './i18n/useText.ts';
import { LibraryNotices } from './library/LibraryNotices.tsx';
import { Notice } from './Notice.tsx';
import { usePage } from './page.tsx';

/** Runs that trained out of sight were left for another: nothing of them is lost, and they can go on, one at a time. */
function Left({ runs }: { readonly runs: readonly Run[] }) {
  const { t } = useTranslation();
  const { actions, bench } = usePage();
  const names = useNames();
  const [run] = runs;
  if (run === undefined) return null;
  const named = names.get(run.id);
  const resumable = run.snapshots.latest?.step ?? null;
  const name = named === undefined ? '' : `${named.letter} ${named.name}`;
  const several = runs.length > 1;
  const letters = runs.map(({ id }) => names.get(id)?.letter ?? '').join(', ');
  return (
    <Notice title={several ? t('notice.leftMany', { letters }) : t('notice.left', { name, step: run.record.step })} told onDismiss={bench.dismissNotices}>
      {!several && resumable !== null && (
        <button type="button" className="text-button" onClick={() => actions.goOn(run)}>
          {t('status.goOn', { step: resumable })}
        </button>
      )}
    </Notice>
  );
}

const wordsOfAll = (all: readonly Brought[], language: string, text: (text: Text) => string): string =>
  new Intl.ListFormat(language, { type: 'unit' }).format(all.map(({ parameter, value }) => `${text(parameter.label)} ${value}`));

/** A link brings what somebody wrote: nobody else would see that the task is no longer what its name says. */
function LinkBrought() {
  const { t, i18n } = useTranslation();
  const text = useText();
  const { notices } = usePage();
  const all = useStore(notices, (state) => state.brought);
  const config = useConfig((state) => state.config);
  const still = all.filter(({ path, value }) => valueAt(config, path) === value);
  if (still.length === 0) return null;
  return <Notice title={t('runFile.linkBrought', { what: wordsOfAll(still, i18n.language, text) })} told onDismiss={() => notices.setState({ brought: [] })} />;
}

/** What became of a file that was to be opened or saved. */
function RunFileNotice() {
  const { t, i18n } = useTranslation();
  const text = useText();
  const { runFiles } = usePage();
  const { bad, opened, failed } = useStore(runFiles.store);
  if (bad !== null) return <Notice title={t('runFile.bad', { name: bad.name })} problems={bad.problems} onDismiss={runFiles.dismiss} />;
  if (failed !== null) return <Notice title={t('runFile.failed', { why: text(failed) })} onDismiss={runFiles.dismiss} />;
  if (opened === null) return null;
  const words = t(opened.kernels === null ? 'runFile.openedPlain' : 'runFile.opened', { ...opened });
  const brought = opened.brought.length === 0 ? [] : [t('runFile.brought', { what: wordsOfAll(opened.brought, i18n.language, text) })];
  const more = [...brought, ...(opened.here ? [] : [t('runFile.elsewhere')]), ...(opened.networks ? [] : [t('runFile.curvesAlone')])];
  return <Notice title={[words, ...more].join(' ')} told onDismiss={runFiles.dismiss} />;
}

/** Data that did not come: over the network, or because it is a reader's file that was not opened here. */
function Missing({ file, wanted }: MissingFile) {
  const { t } = useTranslation();
  const text = useText();
  const { bench } = usePage();
  const { label } = tasks.get(wanted.task.id);
  const name = calledIn(wanted, file);
  const title = name === undefined ? t('notice.missing', { name: text(label) }) : t('ownFiles.needed', { name: text(name) });
  return (
    <Notice title={title} onDismiss={bench.dismissNotices}>
      {name !== undefined && <OpenFile className="text-button" />}
    </Notice>
  );
}

/** A file that was let go over the page and is no good; where its own field is in sight, that says so. */
function RefusedFile() {
  const { t } = useTranslation();
  const text = useText();
  const phone = usePhone();
  const { ownFiles } = usePage();
  const refused = useStore(ownFiles.store, (state) => state.refused);
  const inPlace = useConfig((state) => formatFor(state.config.task.id) !== undefined) && !phone;
  if (refused === null || inPlace) return null;
  return <Notice title={t('ownFiles.refused', { name: refused.name })} lines={refused.faults.map(text)} onDismiss={ownFiles.dismiss} />;
}

/** A link leads to a step that no run has come to. */
function LinkedMoment() {
  const { t } = useTranslation();
  const { moment } = usePage();
  const step = useStore(moment.wish);
  return step === null ? null : <Notice title={t('moment.linked', { step })} told onDismiss={() => moment.goTo(null)} />;
}

/** A link compares the settings with presets that are not started. */
function LinkedPresets() {
  const { t, i18n } = useTranslation();
  const text = useText();
  const { actions, beside } = usePage();
  const asked = useStore(beside);
  const ids = useBench(useShallow((state) => missingOf(state, asked)));
  if (ids.length === 0) return null;
  const end = (): void => beside.setState([], true);
  const labels = ids.map((id) => t('race.linkedName', { name: text(findPreset(id)?.label ?? { en: id, ja: id }) }));
  const names = new Intl.ListFormat(i18n.language, { type: 'unit' }).format(labels);
  const start = (): void => {
    actions.raceBeside(ids);
    end();
  };
  return (
    <Notice title={t('race.linked', { names })} told onDismiss={end}>
      <button type="button" className="text-button" onClick={start}>
        {t('race.linkedStart')}
      </button>
    </Notice>
  );
}

/** A file of weights was taken, and is in the settings still: what it is for does not show on the rest of the page. */
function TakenWeights() {
  const { t } = useTranslation();
  const { ownFiles } = usePage();
  const name = useStore(ownFiles.store, (state) => state.weights);
  const asked = useConfig((state) => readWeights(state.config.init.weights)?.name);
  return name !== null && name === asked && <Notice title={t('weights.taken', { name })} told onDismiss={ownFiles.dismiss} />;
}

/** What the settings ask to be measured and will not be, for whatever way they came, one reason at a time. */
function NotMeasured() {
  const { t, i18n } = useTranslation();
  const text = useText();
  const { actions } = usePage();
  const { probes, task, model } = useConfig(useShallow(({ config }) => ({ probes: config.probes, task: config.task, model: config.model })));
  const [told, setTold] = useState<string | null>(null);
  const asked = useMemo(() => unmeasured({ probes, task, model }), [probes, task, model]);
  const [first] = asked;
  const which = asked.map(({ def, why }) => `${def.id} ${why.en}`).join(' ');
  if (first === undefined || told === which) return null;
  const alike = asked.filter(({ why }) => why.en === first.why.en);
  const names = new Intl.ListFormat(i18n.language, { type: 'unit' }).format(alike.map(({ def }) => text(def.label)));
  const leaveOff = (): void => {
    for (const { def } of alike) for (const [field, value] of Object.entries(def.off ?? {})) actions.set(`probes.${def.id}.${field}`, value);
  };
  return (
    <Notice title={t('notice.unmeasured', { names, why: text(first.why) })} told onDismiss={() => setTold(which)}>
      <button type="button" className="text-button" onClick={leaveOff}>
        {t('notice.unmeasuredOff')}
      </button>
    </Notice>
  );
}

export function Notices() {
  const { t } = useTranslation();
  const text = useText();
  const { bench, notices } = usePage();
  const bad = useStore(notices, (state) => state.badLink);
  const fault = useStore(notices, (state) => state.fault);
  const refused = useBench((state) => state.refused);
  const missing = useBench((state) => state.missing);
  const lost = useBench((state) => state.lost);
  const left = useBench((state) => state.left);
  const run = useFront((state) => state.run);
  const unmade = useFront((state) => state.refused);
  const name = PRESETS[0] === undefined ? '' : text(PRESETS[0].label);
  return (
    <>
      <RunFileNotice />
      {bad !== null && (
        <Notice
          title={bad.taken ? t('notice.badLinkPart') : bad.first ? t('notice.badLink', { name }) : t('notice.badLinkKept')}
          problems={bad.problems}
          onDismiss={() => notices.setState({ badLink: null })}
        />
      )}
      {fault !== null && <Notice title={t('notice.fault', { what: fault })} onDismiss={() => notices.setState({ fault: null })} />}
      {missing !== null && <Missing {...missing} />}
      <RefusedFile />
      <TakenWeights />
      {lost !== null && <Notice title={t(lost.kind === 'unmade' ? 'notice.lostUnmade' : 'notice.lost')} onDismiss={bench.dismissNotices} />}
      {left.length > 0 && <Left runs={left} />}
      <LinkBrought />
      <LinkedMoment />
      <LinkedPresets />
      <NotMeasured />
      <LibraryNotices />
      {refused.length > 0 && <Notice title={t('notice.refused')} problems={refused} onDismiss={bench.dismissNotices} />}
      {unmade.length > 0 && <Notice title={t('notice.unmade')} problems={unmade} onDismiss={() => run?.store.setState({ refused: [] })} />}
    </>
  );
}
