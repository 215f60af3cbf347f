/** An attack on one example for a paper: the sentence, the pictures or the plane of tokens, what is said before and after, and the sample. */
import type { TFunction } from 'i18next';
import type { RunConfig } from '../../../engine/config/config.ts';
import type { AttackSeen, SampleSeen } from '../../../engine/looks/adversarial/question.ts';
import { SETS } from '../../../engine/data/dataset.ts';
import { Spoken } from '../../../engine/spoken.ts';
import { tasks } from '../../../engine/tasks/index.ts';
import { text, type Language } from '../../../engine/text.ts';
import { element, type Markup } from '../../../figures/markup.ts';
import { inked } from '../../../figures/palette.ts';
import type { Part } from '../../../figures/sheet.ts';
import { lines as linesOf, WIDTH, words } from '../../../figures/type.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { drawingsOf } from '../../figures/staged.ts';
import { voiceOf } from '../../i18n/index.ts';
import { formatShare } from '../../i18n/share.ts';
import { imageOnPaper } from '../examples/imageOnPaper.ts';
import type { DrawLens } from '../lens.ts';
import { changeOf } from './change.ts';
import { Plane } from './Plane.tsx';
import { scoreOf } from './Sample.tsx';
import { shownOf, viewOf } from './view.ts';
import { saying, sentenceOf, writerOf, type Writer } from './words.ts';
import './adversarial.css';

const [LEFT, LINE, IMAGE, APART, SIDE] = [16, 20, 150, 30, 340];
const MOST = 10;
const NONE = text('nothing was attacked yet: open the lens «Fool it» once', 'まだ攻撃していません。先に「だましてみる」のタブを開いてください');

/** Rows of cells under each other, from y = 0 on. */
function table(rows: readonly (readonly string[])[], columns: readonly number[], bold: readonly number[] = [0]): Part {
  const cells = rows.flatMap((row, i) => row.map((cell, j) => words(cell, columns[j] as number, LINE * (i + 0.5), { bold: bold.includes(i) })));
  return { markup: element('g', {}, cells), height: LINE * rows.length };
}

function picturesOf(seen: AttackSeen, task: RunConfig['task'], write: Writer, t: TFunction, language: Language): Part | null {
  const shape = tasks.get(task.id).shape(task);
  if (shape.kind !== 'vectors' || shape.image === null) return null;
  const { image, domain } = shape;
  const bounds = domain ?? ([0, 1] as const);
  const { values, times } = changeOf(seen, bounds);
  const three = [
    [seen.centre, bounds, t('fool.original'), saying(seen.before, write, language)],
    [values, [-1, 1], t('fool.change', { times, largest: seen.largest }), t('fool.changeKey')],
    [seen.moved, bounds, t('fool.moved'), saying(seen.after, write, language)],
  ] as const;
  const drawn = three.map(([pixels, range, name, said], i) =>
    element('g', { transform: `translate(${LEFT + i * (IMAGE + APART + 40)} 0)` }, [
      imageOnPaper(pixels, image, range, IMAGE),
      words(name, 0, IMAGE + LINE / 2 + 4, { size: 12, colour: inked('ink-2') }),
      words(said, 0, IMAGE + LINE * 1.4 + 4, { size: i === 1 ? 11 : 13, bold: i !== 1 }),
    ]),
  );
  return { markup: element('g', {}, drawn), height: IMAGE + 2 * LINE + 8 };
}

function planeOf({ plane }: AttackSeen): Part | null {
  if (plane === null) return null;
  const [drawing] = drawingsOf(<Plane plane={plane} size={SIDE} label="" />, 'fool');
  return drawing === undefined ? null : { markup: element('g', { transform: `translate(${LEFT} 0)` }, [drawing.markup]), height: SIDE + 6 };
}

function saysOf({ sure, before, after, example }: AttackSeen, write: Writer, t: TFunction, language: Language): Part {
  const head = [t('fool.answer'), t('fool.before'), t('fool.after')];
  const columns = [LEFT, 260, 420];
  if (before.kind === 'value' || after.kind === 'value') {
    const values = [before, after].map((said) => (said.kind === 'value' ? write(said.values) : ''));
    return table([head, [`${t('fool.isRight')} ${write(example.targets as Float32Array)}`, ...values]], columns);
  }
  const right = example.targets[0];
  const rows = shownOf(sure.before, sure.after, MOST).map((label) => [
    label === right ? `${write(label)} ✓ ${t('fool.isRight')}` : write(label),
    formatShare(sure.before[label] as number, language),
    formatShare(sure.after[label] as number, language),
  ]);
  return table([head, ...rows], columns);
}

function sampleOf(sample: SampleSeen, t: TFunction): Part {
  const of = (right: number, count: number): string => t('fool.ofCount', { share: right / count, right, count });
  const rows = SETS.map((set) => {
    const { count, changed } = sample[set];
    const { right, robust } = scoreOf(sample[set]);
    return [t(`fool.${set}`), of(right, count), of(robust, count), of(changed, count)];
  });
  return table([[t('fool.sample'), '', '', ''], [t('fool.set'), t('fool.right'), t('fool.robust'), t('fool.changed')], ...rows], [LEFT, 150, 340, 530], [0, 1]);
}

/** Under each other, with some room between them. */
function stacked(parts: readonly Part[]): Part {
  const placed: Markup[] = [];
  let y = 0;
  for (const { markup, height } of parts) {
    placed.push(element('g', { transform: `translate(0 ${y})` }, [markup]));
    y += height + LINE / 2;
  }
  return { markup: element('g', {}, placed), height: y };
}

export const draw: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { viewer, sample, offer } = viewOf(page);
  const { seen } = viewer.store.getState();
  if (seen === null) throw new Spoken(NONE);
  demandShown(page, run, seen, title);
  const { answer, step, config } = seen;
  const write = writerOf(config.task, offer.store.getState().seen?.answer.names, language);
  await turn();
  const sentence = sentenceOf(seen, write, t);
  const lines = linesOf(language === 'ja' ? Array.from(sentence) : sentence.split(' '), language === 'ja' ? '' : ' ', WIDTH - 2 * LEFT, 15);
  const said: Part = {
    markup: element(
      'g',
      {},
      lines.map((line, i) => words(line, LEFT, LINE * (i + 0.5), { size: 15, bold: true })),
    ),
    height: LINE * lines.length,
  };
  const attacked = sample.store.getState().seen;
  // Of the same network, and at the same radius.
  const isSame = attacked !== null && attacked.step === step && attacked.subject === seen.subject && attacked.question.epsilon === seen.question.epsilon;
  const parts = [
    said,
    picturesOf(answer, config.task, write, t, language),
    planeOf(answer),
    saysOf(answer, write, t, language),
    isSame ? sampleOf(attacked.answer, t) : null,
  ];
  return { parts: [stacked(parts.filter((part) => part !== null))], caption: caption(config, step) };
};
