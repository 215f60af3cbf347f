/** Examples and what the network says to them, for a paper: pictures, drawings and questions in columns, texts in lines. */
import type { Part as TextPart } from '../../../engine/data/texts.ts';
import type { ExampleSet } from '../../../engine/data/dataset.ts';
import { partOf } from '../../../engine/data/examples.ts';
import type { AnswerOf } from '../../../engine/looks/index.ts';
import { Spoken } from '../../../engine/spoken.ts';
import type { Drawing } from '../../../engine/tasks/drawing.ts';
import { text, type Language } from '../../../engine/text.ts';
import { element, type Markup } from '../../../figures/markup.ts';
import { inked } from '../../../figures/palette.ts';
import type { Part } from '../../../figures/sheet.ts';
import { WIDTH, widthOf, words } from '../../../figures/type.ts';
import { dataOf } from '../../../store/subject.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { className } from '../../i18n/className.ts';
import { voiceOf } from '../../i18n/index.ts';
import { formatShare } from '../../i18n/share.ts';
import type { DrawLens } from '../lens.ts';
import { valuesOf } from './numbers.ts';
import { imageOnPaper } from './imageOnPaper.ts';
import { rightOf, rowsOf, SENTENCES, type Row, type Said } from './rows.ts';

const [LEFT, TITLE, HEAD, LINE, GAP, SIZE] = [16, 28, 24, 17, 16, 13];
/** Of a picture, and of a molecule. */
const [IMAGE, DRAWN] = [56, { width: 128, height: 92 }] as const;
/** Of an answer beside a sentence. */
const BESIDE = 150;

const NONE = text('no examples are there yet: open the lens «What it knows» once', 'まだ例がありません。先に「知っていること」のタブを開いてください');
/** One example on paper, from (0, 0) on. */
interface Shown {
  readonly markup: Markup;
  readonly width: number;
  readonly height: number;
}

function drawing({ box: [x, y, width, height], lines: some, words: signs }: Drawing): Markup {
  const scale = Math.min(DRAWN.width / width, DRAWN.height / height);
  const [left, top] = [(DRAWN.width - width * scale) / 2 - x * scale, (DRAWN.height - height * scale) / 2 - y * scale];
  return element('g', { transform: `translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${scale.toFixed(4)})` }, [
    ...some.map(({ from, to, broken }) =>
      element('path', {
        d: `M${from.join(' ')}L${to.join(' ')}`,
        stroke: inked('ink'),
        'stroke-width': 2.2,
        'stroke-linecap': 'round',
        'stroke-dasharray': broken === true ? '4 4' : undefined,
      }),
    ),
    ...signs.map(({ at: [sx, sy], text: sign, anchor }) => words(sign, sx, sy, { size: 18, anchor })),
  ]);
}

/** What the network answers beside what is right, as the page writes it. */
interface Verdict {
  readonly said: readonly string[];
  readonly right: boolean | null;
}

/** In lines: a tick or a cross ends the last one. */
const verdictLines = ({ said, right }: Verdict): string[] =>
  said.map((line, i) => (right === null || i < said.length - 1 ? line : `${line} ${right ? '✓' : '✗'}`));
const inkOf = ({ right }: Verdict) => ({ 'font-weight': right === true ? 600 : undefined, fill: inked(right === false ? 'bad' : 'ink') });

function verdict(one: Verdict, x: number, y: number, anchor: 'start' | 'middle'): Markup {
  const { fill } = inkOf(one);
  const all = verdictLines(one);
  const line = (said: string, i: number): Markup =>
    words(said, x, y + i * LINE, { anchor, ...(i === all.length - 1 ? { bold: one.right === true, colour: fill } : {}) });
  return element('g', {}, all.map(line));
}

/** A sentence in lines; words that the network is not shown are struck through. */
function sentence(parts: readonly TextPart[], width: number): Markup[] {
  const all = parts.flatMap(({ text: piece, seen }) => (piece.match(/\s*\S+|\s+/gu) ?? []).map((word) => ({ word, seen })));
  const rows: (typeof all)[] = [[]];
  for (const one of all) {
    const line = [...(rows.at(-1) ?? []), one];
    const wide = widthOf(
      line
        .map(({ word }) => word)
        .join('')
        .trim(),
    );
    if (wide <= width || line.length === 1) rows[rows.length - 1] = line;
    else rows.push([one]);
  }
  const said = ({ word, seen }: (typeof all)[number], i: number): Markup =>
    element('tspan', seen ? {} : { fill: inked('ink-2'), 'text-decoration': 'line-through' }, [i === 0 ? word.trimStart() : word]);
  return rows.map((row, k) => element('text', { x: 0, y: (k + 0.5) * LINE + 0.35 * SIZE, fill: inked('ink') }, row.map(said)));
}

interface SideScope {
  readonly side: ExampleSet;
  readonly sample: AnswerOf<'examples'>;
  readonly task: Parameters<typeof rowsOf>[1];
  readonly said: Said | null;
  readonly language: Language;
}

function verdictsOf({ side, sample: { shape, names, ...sets }, task, said, language }: SideScope, count: number): Verdict[] {
  const t = voiceOf(language).getFixedT(language);
  const { targets } = sets[side].first;
  const right = rightOf(sets[side].first, shape, said);
  const nameOf = (label: number): string => className(task.id, label, names, language);
  return Array.from({ length: count }, (_, i): Verdict => {
    const isRight = right?.[i] ?? null;
    if (!(targets instanceof Int32Array)) {
      const isTrue = t('examples.isTrue', { value: valuesOf(task, targets, i, shape.outputs) });
      return {
        said: said?.kind === 'value' ? [isTrue, t('examples.said', { value: valuesOf(task, said.values, i, shape.outputs) })] : [isTrue],
        right: isRight,
      };
    }
    const label = nameOf(targets[i] as number);
    if (said?.kind !== 'class') return { said: [label], right: null };
    const answer = nameOf(said.answers[i] as number);
    const sure = sets[side].written === undefined ? '' : ` ${formatShare(said.probabilities[i] as number, language)}`;
    return { said: [`${answer === label ? label : `${answer} (${label})`}${sure}`], right: isRight };
  });
}

function shownOf(scope: SideScope, rows: readonly Row[]): Shown[] {
  const { shape, [scope.side]: set } = scope.sample;
  const verdicts = verdictsOf(scope, rows.length);
  return rows.map(({ id, input, question, draw }): Shown => {
    const said = verdicts[id] as Verdict;
    if (shape.kind === 'vectors' && shape.image != null) {
      const picture = imageOnPaper(input, shape.image, shape.domain ?? [0, 1], IMAGE);
      return { markup: element('g', {}, [picture, verdict(said, IMAGE / 2, IMAGE + LINE / 2 + 1, 'middle')]), width: IMAGE + 12, height: IMAGE + LINE + 4 };
    }
    const written = set.written?.[id];
    if (written !== undefined) {
      const room = WIDTH - 2 * LEFT;
      const broken = sentence(written, room - BESIDE - GAP);
      return { markup: element('g', {}, [...broken, verdict(said, room - BESIDE, LINE / 2, 'start')]), width: room, height: broken.length * LINE + 4 };
    }
    if (draw !== null) {
      const markup = element('g', {}, [
        drawing(draw()),
        words(question, DRAWN.width / 2, DRAWN.height + LINE / 2, { anchor: 'middle', colour: inked('ink-2') }),
        verdict(said, DRAWN.width / 2, DRAWN.height + 1.5 * LINE, 'middle'),
      ]);
      return { markup, width: DRAWN.width + 24, height: DRAWN.height + (1 + said.said.length) * LINE + 8 };
    }
    // In one line of words: what they measure is only known to whoever prints them.
    const asked = `${question} = `;
    const answer = verdictLines(said).join(', ');
    const markup = element('text', { x: 0, y: LINE / 2 + 0.35 * SIZE, fill: inked('ink-2') }, [asked, element('tspan', inkOf(said), [answer])]);
    return { markup, width: widthOf(asked + answer) * 1.06 + GAP, height: LINE + 2 };
  });
}

/** In as many columns of one width as there is room for. */
function inColumns(shown: readonly Shown[]): Part {
  const widest = Math.max(1, ...shown.map(({ width }) => width));
  const columns = Math.max(1, Math.floor((WIDTH - 2 * LEFT + GAP) / widest));
  const width = (WIDTH - 2 * LEFT) / columns;
  let y = 0;
  const placed: Markup[] = [];
  for (let from = 0; from < shown.length; from += columns) {
    const row = shown.slice(from, from + columns);
    placed.push(...row.map(({ markup }, i) => element('g', { transform: `translate(${(LEFT + i * width).toFixed(2)} ${y.toFixed(2)})` }, [markup])));
    y += Math.max(...row.map(({ height }) => height));
  }
  return { markup: element('g', {}, placed), height: y };
}

function sideOf(scope: SideScope): Part {
  const { side, sample, task, said, language } = scope;
  const t = voiceOf(language).getFixedT(language);
  const { first, written } = sample[side];
  const some = written === undefined ? first : partOf(first, 0, Math.min(first.count, SENTENCES[side]));
  const rows = rowsOf(some, task, sample.names);
  const right = rightOf(some, sample.shape, said);
  const grid = inColumns(shownOf(scope, rows));
  const score = right === null ? undefined : t('examples.score', { right: right.filter((isRight) => isRight).length, count: rows.length });
  const sign = element('path', {
    d: `M${LEFT} ${HEAD / 2}h20`,
    stroke: inked(side),
    'stroke-width': 2,
    'stroke-dasharray': side === 'train' ? '5 3' : undefined,
  });
  return {
    markup: element('g', {}, [
      sign,
      words(t(`examples.${side}`), LEFT + 28, HEAD / 2, { bold: true, ...(score !== undefined && { after: score }) }),
      element('g', { transform: `translate(0 ${HEAD + 2})` }, [grid.markup]),
    ]),
    height: HEAD + 2 + grid.height,
  };
}

export const draw: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { seen: sample } = page.examples.sample.store.getState();
  const { seen } = page.examples.answers.store.getState();
  if (sample === null) throw new Spoken(NONE);
  const answers = seen !== null && dataOf(seen.config) === sample.subject ? seen : null;
  if (answers !== null) demandShown(page, run, answers, title);
  const parts: Part[] = [];
  for (const side of ['train', 'val'] as const) {
    await turn();
    parts.push(sideOf({ side, sample: sample.answer, task: sample.config.task, said: answers?.answer[side] ?? null, language }));
  }
  const [first, ...rest] = parts as [Part, ...Part[]];
  const headed = {
    markup: element('g', {}, [
      words(title, LEFT, TITLE / 2, { size: 15, bold: true, after: answers === null ? t('examples.unasked') : '' }),
      element('g', { transform: `translate(0 ${TITLE})` }, [first.markup]),
    ]),
    height: TITLE + first.height,
  };
  const unread = [sample.answer.train, sample.answer.val].some(({ written }) => written?.flat().some(({ seen: shown }) => !shown));
  const key = { markup: words(t('examples.unreadKey'), LEFT, LINE / 2, { size: 12, colour: inked('ink-2') }), height: LINE };
  return { parts: [headed, ...rest, ...(unread ? [key] : [])], caption: caption(sample.config, answers?.step) };
};
