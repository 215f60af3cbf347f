/** Makes files of what was chosen, one at a time, and says what became of each. */
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Form } from '../../engine/runfile/tables.ts';
import { Snapshots } from '../../engine/run/snapshots.ts';
import { toldTo } from '../../engine/run/told.ts';
import { recordOf, runFileOf } from '../../engine/runfile/runfile.ts';
import { Spoken, wordsOf } from '../../engine/spoken.ts';
import { text as textOf } from '../../engine/text.ts';
import { answered } from '../../store/answered.ts';
import { oncePer } from '../../store/once.ts';
import type { Page } from '../../store/page.ts';
import type { Run } from '../../store/run.ts';
import type { Container, Film } from '../../worker/film/protocol.ts';
import { createTurn } from '../../worker/turn.ts';
import { useNames } from '../bench/useNames.ts';
import type { Groups } from '../../figures/plot/frame.ts';
import { captionOf } from '../../figures/caption.ts';
import { WIDTH } from '../../figures/type.ts';
import { useLanguage, useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { download } from '../parts/download.ts';
import type { Exporter, Taken } from './exporter.ts';
import { filmingOf } from './filming.ts';
import { rasterise } from './rasterise.ts';
import { saidShots } from './shots.ts';
import type { FigureSubject } from './subjects.ts';
import { calledOf, takenOf } from './taken.ts';

const viewerOf = oncePer(({ looks }: Page) => looks.viewer('take.python', 'python', { address: '' }));

const NOTHING = textOf('there is nothing to draw', '描くものがありません');

export interface Making {
  readonly busy: boolean;
  readonly said: { readonly words: string; readonly failed: boolean } | null;
  /** Of a film that is being made, that is done; null while none is. */
  readonly share: number | null;
  make(exporter: Exporter): Promise<void>;
  /** Gives the film up. */
  stop(): void;
}

interface Choices {
  readonly run: Run;
  readonly ghosts: readonly Run[];
  /** Runs whose quartiles the charts show. */
  readonly groups: Groups;
  readonly keys: ReadonlySet<string>;
  readonly form: Form;
  /** Of a film. */
  readonly seconds: number;
  readonly subject: FigureSubject | undefined;
}

export function useMaking({ run, ghosts, groups, keys, form, seconds, subject }: Choices): Making {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const page = usePage();
  const names = useNames();
  const turn = useMemo(() => createTurn(), []);
  const filming = filmingOf(page);
  const { busy, said, share } = useStore(filming.store);
  const say = (words: string, failed = false): void => filming.store.setState({ said: { words, failed } });
  // What was said was read; what comes when nobody is here is there for whoever comes back.
  useEffect(() => () => filming.store.setState((state) => (state.busy ? state : { said: null })), [filming]);

  const nameOf = ({ id }: Run): string => {
    const named = names.get(id);
    return named === undefined ? id : `${named.letter} ${named.name}`;
  };

  /** What the bands are of. */
  const medians = (): string[] => groups.map((records) => t('take.median', { letters: records.map(({ id }) => names.get(id)?.letter ?? '').join('') }));

  /** @param took hears of which step the network was */
  function takenNow(took: (step: number) => void): Taken {
    const runs = [run, ...ghosts].map((one) => takenOf(one, nameOf(one), location.href));
    const figure = async (): Promise<string> => {
      const { step: at } = page.moment.store.getState();
      const bench = { record: run.record, ghosts: ghosts.map(({ record }) => record), groups, names, axis: page.preferences.getState().axis, language };
      const called = [...(ghosts.length === 0 ? [] : [t('take.front', { name: nameOf(run) }), ...ghosts.map(nameOf)]), ...medians()];
      const told = { config: run.config, basedOn: run.origin.basedOn, changes: toldTo(run.record).changes, step: run.record.step, at };
      const draw = subject?.draw;
      if (typeof draw !== 'function') throw new Spoken(draw ?? NOTHING);
      const moment = at === null ? null : { step: at, cut: false };
      return draw({ page, run, bench, moment, words: { runs: called, caption: captionOf(told, language, WIDTH) }, turn });
    };
    const network = async () => {
      const { step, answer } = await answered(viewerOf(page), { address: runs[0]?.address ?? '' });
      took(step);
      return answer.bytes as Uint8Array<ArrayBuffer>;
    };
    const film = async (container: Container, perSecond: number): Promise<Film> => {
      const drawn = [...new Set([run.record, ...ghosts.map(({ record }) => record), ...groups.flat()])];
      const basedOn = run.origin.basedOn;
      // As they are now: they go on while the film is made.
      const files: Film['runs'][number][] = [];
      for (const record of drawn) {
        files.push({ id: record.id, file: runFileOf(record, new Snapshots(), { preset: basedOn, plan: [], data: {} }) });
        await turn();
      }
      const front = recordOf((files[0] as (typeof files)[number]).file, run.id);
      return {
        container,
        perSecond,
        runs: files,
        front: run.id,
        ghosts: ghosts.map(({ id }) => id),
        groups: groups.map((records) => records.map(({ id }) => id)),
        medians: medians(),
        names: [...names],
        charts: subject?.charts ?? [],
        axis: page.preferences.getState().axis,
        language,
        caption: captionOf({ config: run.config, basedOn, changes: toldTo(front).changes, step: null }, language, WIDTH),
        shots: await saidShots(front, { seconds, perSecond, language }, turn),
      };
    };
    const table = async (): Promise<Iterable<string>> => {
      if (subject?.table === undefined) throw new Spoken(NOTHING);
      return subject.table({ page, language, turn });
    };
    return { runs, keys, form, figure, table, film, network, year: new Date().getFullYear() };
  }

  return {
    busy,
    said,
    share,
    stop: filming.stop,
    async make(exporter) {
      filming.store.setState({ busy: true });
      say(t('take.busy', { label: text(exporter.label) }));
      try {
        await turn();
        let step = run.record.step;
        const taken = takenNow((at) => (step = at));
        await turn();
        const made = await exporter.make(taken, { turn, rasterise: (svg) => rasterise(svg, turn), shoot: filming.shoot });
        const of = subject?.id ?? 'figure';
        const about = { numbers: 'curves', figure: of, table: of, film: 'film', network: `step${step}`, reference: 'references' }[exporter.of];
        const name = `${calledOf(taken.runs[0] as (typeof taken.runs)[number], about)}.${exporter.extension}`;
        download({ name, bytes: made }, exporter.type);
        say(t('take.done', { name }));
      } catch (error) {
        say(t('take.failed', { why: text(wordsOf(error)) }), true);
      } finally {
        filming.store.setState({ busy: false });
      }
    },
  };
}
