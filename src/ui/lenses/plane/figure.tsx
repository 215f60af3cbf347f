/** The plane for a paper. */
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { element } from '../../../figures/markup.ts';
import { lines, WIDTH, words } from '../../../figures/type.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { drawingsOf } from '../../figures/staged.ts';
import { voiceOf } from '../../i18n/index.ts';
import { saidOf } from '../knows/sentence.ts';
import type { DrawLens } from '../lens.ts';
import { PlaneMap } from './PlaneMap.tsx';
import { talliesOf } from './tallies.ts';
import { pairIn, viewOf } from './view.ts';
import { wordsOf } from './words.ts';
import './plane.css';

const [LEFT, TITLE, LINE, SIDE] = [16, 24, 17, 460];
const NONE = text('no plane is there yet: open the lens «The plane» once', 'まだ図がありません。先に「トークンの平面」のタブを開いてください');
const nothing = (): void => undefined;

export const draw: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { viewer, chosen } = viewOf(page);
  const { seen: state } = viewer.store.getState();
  if (state === null) throw new Spoken(NONE);
  const { answer, step, config } = state;
  if ('problem' in answer) throw new Spoken(answer.problem);
  demandShown(page, run, state, title);
  const now = { ...chosen.getState(), passed: null };
  const pair = pairIn(answer, now);
  const { write, call, ask } = wordsOf(config, answer, language);
  await turn();
  const shared = { size: SIDE, pair, join: now.join, sums: now.sums, label: '', write, call, onPoint: nothing, onPair: nothing };
  const [map] = drawingsOf(<PlaneMap seen={answer} {...shared} />, 'plane');
  await turn();
  const { told, new: others } = saidOf(talliesOf(answer), answer.answers.length);
  const counts = { told: told.right, toldOf: told.count, new: others.right, newOf: others.count };
  const said = t('knows.score', { ...counts, share: others.count === 0 ? 0 : others.right / others.count });
  const note = answer.summed ? t('plane.half') : t('plane.held', { b: call(answer.held) });
  const broken = (content: string): string[] => lines(content.split(/(?<=[、。]|[^\u3000-\u9fff] )/u), '', WIDTH - 2 * LEFT);
  const [above, below] = [broken(said), broken(`${ask(pair)}. ${note}`)];
  const top = TITLE + LINE * above.length + 6;
  const markup = element('g', {}, [
    words(title, LEFT, TITLE / 2, { size: 15, bold: true }),
    ...above.map((line, i) => words(line, LEFT, TITLE + (i + 0.5) * LINE)),
    ...(map === undefined ? [] : [element('g', { transform: `translate(${(WIDTH - SIDE) / 2} ${top})` }, [map.markup])]),
    ...below.map((line, i) => words(line, LEFT, top + SIDE + 8 + (i + 0.5) * LINE, { size: 12 })),
  ]);
  return { parts: [{ markup, height: top + SIDE + 8 + LINE * below.length }], caption: caption(config, step) };
};
