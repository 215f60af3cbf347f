/** Makes files of what was chosen, one at a time, and says what became of each. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../engine/runfile/tables.ts';
import { toldTo } from '../../engine/run/told.ts';
import { Spoken, wordsOf } from '../../engine/spoken.ts';
import { text as textOf } from '../../engine/text.ts';
import { answered } from '../../store/answered.ts';
import { oncePer } from '../../store/once.ts';
import type { Page } from '../../store/page.ts';
import type { Run } from '../../store/run.ts';
import { createTurn } from '../../worker/turn.ts';
import { useNames } from '../bench/useNames.ts';
import type { Groups } from '../../figures/plot/frame.ts';
import { captionOf } from '../../figures/caption.ts';
import { WIDTH } from '../../figures/type.ts';
import { useLanguage, useText } from '../i18n/useText.ts';
import { usePage } from '../page.tsx';
import { download } from '../parts/download.ts';
import type { Exporter, Taken } from './exporter.ts';
import { rasterise } from './rasterise.ts';
import type { FigureSubject } from './subjects.ts';
import { stemOf, takenOf } from './taken.ts';

const viewerOf = oncePer(({ looks }: Page) => looks.viewer('take.python', 'python', { address: '' }));

const NOTHING = textOf('there is nothing to draw', '描くものがありません');

export interface Making {
  readonly busy: boolean;
  readonly said: { readonly words: string; readonly failed: boolean } | null;
  make(exporter: Exporter): Promise<void>;
}

interface Choices {
  readonly run: Run;
  readonly ghosts: readonly Run[];
  /** Runs whose quartiles the charts show. */
  readonly groups: Groups;
  readonly keys: ReadonlySet<string>;
  readonly form: Form;
  readonly subject: FigureSubject | undefined;
}

export function useMaking({ run, ghosts, groups, keys, form, subject }: Choices): Making {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const page = usePage();
  const names = useNames();
  const turn = useMemo(() => createTurn(), []);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Making['said']>(null);

  const nameOf = ({ id }: Run): string => {
    const named = names.get(id);
    return named === undefined ? id : `${named.letter} ${named.name}`;
  };

  /** @param took hears of which step the network was */
  function takenNow(took: (step: number) => void): Taken {
    const runs = [run, ...ghosts].map((one) => takenOf(one, nameOf(one), location.href));
    const figure = async (): Promise<string> => {
      const { step: at } = page.moment.store.getState();
      const bench = { record: run.record, ghosts: ghosts.map(({ record }) => record), groups, names, axis: page.preferences.getState().axis, language };
      const called = ghosts.length === 0 ? [] : [t('take.front', { name: nameOf(run) }), ...ghosts.map(nameOf)];
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
    return { runs, keys, form, figure, network, year: new Date().getFullYear() };
  }

  return {
    busy,
    said,
    async make(exporter) {
      setBusy(true);
      setSaid({ words: t('take.busy', { label: text(exporter.label) }), failed: false });
      try {
        await turn();
        let step = run.record.step;
        const taken = takenNow((at) => (step = at));
        await turn();
        const made = await exporter.make(taken, { turn, rasterise: (svg) => rasterise(svg, turn) });
        const about = { numbers: 'curves', figure: subject?.id ?? 'figure', network: `step${step}`, reference: 'references' }[exporter.of];
        const name = `${stemOf(taken.runs[0] as (typeof taken.runs)[number], about)}.${exporter.extension}`;
        download({ name, bytes: made }, exporter.type);
        setSaid({ words: t('take.done', { name }), failed: false });
      } catch (error) {
        setSaid({ words: t('take.failed', { why: text(wordsOf(error)) }), failed: true });
      } finally {
        setBusy(false);
      }
    },
  };
}
