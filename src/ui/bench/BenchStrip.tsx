/** The runs on the bench, where there is more than one: what each is and how it stands, which is in front and which trains, and how to pause, hide or leave one. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/shallow';
import { findPreset } from '../../engine/presets/index.ts';
import { differences } from '../../engine/config/differences.ts';
import { MOST_DRAWN } from '../../store/places.ts';
import { isLeft, isOn, type Run } from '../../store/run.ts';
import { useBench } from '../hooks.ts';
import { useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { CloseIcon, EyeIcon, EyeOffIcon, PauseIcon, PlayIcon } from '../parts/icons.tsx';
import { useInSight } from './useInSight.ts';
import { namedOf, useNames, type RunName } from './useNames.ts';
import './bench.css';

/** One that trains behind another can be paused all the same. */
function Turn({ run, name }: { readonly run: Run; readonly name: string }) {
  const { t } = useTranslation();
  const { actions } = usePage();
  const running = useStore(run.store, ({ wanted }) => wanted === 'running');
  const label = t(running ? 'bench.pause' : 'bench.resume', { name });
  return (
    <button type="button" className="bench-tool" aria-label={label} title={label} onClick={() => actions.pause(run)}>
      {running ? <PauseIcon /> : <PlayIcon />}
    </button>
  );
}

/** From so many runs on only the one in front is named in full: the charts need the room, and the others have their names at a press or a pointer. */
const MANY = 4;

function Item({ run, letter, colour, name, many }: RunName & { readonly run: Run; readonly many: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  const { bench } = usePage();
  const chosen = useBench((state) => state.front === run);
  const hidden = useBench((state) => state.hidden.has(run.id));
  const { status, left, step } = useStore(
    run.store,
    useShallow((state) => ({ status: state.status, left: isLeft(state), step: isLeft(state) ? state.step : 0 })),
  );
  const preset = findPreset(run.origin.basedOn);
  const label = preset === undefined ? '' : text(preset.label);
  // Another seed is no other experiment, and the name says it.
  const changed = preset !== undefined && (namedOf(run).changes.length > 0 || differences(run.config, preset.config).some((path) => path !== 'seed'));
  const standing = left ? t('bench.left', { step }) : t(`bench.${status}`);
  const full = `${letter} ${name}`;
  // A name that tells its preset from the others' has it already.
  const about = [...(label === '' || name.startsWith(label) ? [] : [label]), ...(changed ? [t('preset.changed')] : [])];
  return (
    <li className="bench-run" data-front={chosen} data-hidden={hidden} data-on={isOn(status)}>
      <button
        type="button"
        className="bench-name"
        aria-pressed={chosen}
        title={many && !chosen ? full : t(chosen ? 'bench.front' : 'bench.bring')}
        onClick={() => bench.bringToFront(run)}
      >
        <svg width="18" height="8" viewBox="0 0 18 8" aria-hidden="true">
          <path d="M0 4h18" {...(!chosen && { style: { stroke: colour } })} />
        </svg>
        <b style={{ color: colour }}>{letter}</b>
        <span>
          <span>{name}</span>
          <span className="bench-about">{about.map((words) => ` · ${words}`).join('')}</span>
          <span className="bench-standing">{` · ${standing}`}</span>
        </span>
      </button>
      {!chosen && (
        <>
          {isOn(status) && <Turn run={run} name={full} />}
          <button
            type="button"
            className="bench-tool"
            aria-label={t(hidden ? 'bench.show' : 'bench.hide', { name: full })}
            title={t(hidden ? 'bench.show' : 'bench.hide', { name: full })}
            onClick={() => bench.setHidden(run, !hidden)}
          >
            {hidden ? <EyeOffIcon /> : <EyeIcon />}
          </button>
          <button
            type="button"
            className="bench-tool"
            aria-label={t('bench.dismiss', { name: full })}
            title={t('bench.dismiss', { name: full })}
            onClick={() => bench.dismiss(run)}
          >
            <CloseIcon />
          </button>
        </>
      )}
    </li>
  );
}

/** Runs that made room on the charts without being asked to. */
function Crowded({ names }: { readonly names: ReadonlyMap<string, RunName> }) {
  const { t } = useTranslation();
  const crowded = useBench((state) => state.crowded);
  const letters = [...crowded].flatMap((id) => names.get(id)?.letter ?? []);
  return <output className="bench-crowded">{letters.length === 0 ? '' : t('bench.crowded', { most: MOST_DRAWN, letters: letters.join(', ') })}</output>;
}

export function BenchStrip() {
  const { t } = useTranslation();
  const runs = useBench((state) => state.runs);
  const front = useBench((state) => state.front);
  const names = useNames();
  const list = useRef<HTMLUListElement>(null);
  useInSight(list, [runs, front, names]);
  if (runs.length < 2) return null;
  const many = runs.length >= MANY;
  return (
    <>
      <ul className="bench" ref={list} data-many={many} aria-label={t('bench.label')}>
        {runs.map((run) => {
          const named = names.get(run.id);
          return named !== undefined && <Item key={run.id} run={run} many={many} {...named} />;
        })}
      </ul>
      <Crowded names={names} />
    </>
  );
}
