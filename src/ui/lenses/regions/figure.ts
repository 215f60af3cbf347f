/** The slice of linear regions for a paper: painted at the resolution of print, with a key beside it that is drawn. */
import { REACH } from '../../../engine/looks/regions/question.ts';
import { Spoken } from '../../../engine/spoken.ts';
import { text } from '../../../engine/text.ts';
import { within } from '../../../engine/within.ts';
import type { SliceAt } from '../../../store/regions.ts';
import { formatStep } from '../../../figures/plot/format.ts';
import { headAt, keyOf, type KeyItem } from '../../../figures/key.ts';
import { element } from '../../../figures/markup.ts';
import { inked, inkedAs } from '../../../figures/palette.ts';
import { DOTS } from '../../../figures/sheet.ts';
import { WIDTH, words } from '../../../figures/type.ts';
import { demandShown } from '../../figures/demandShown.ts';
import { encoded } from '../../figures/encoded.ts';
import { voiceOf } from '../../i18n/index.ts';
import type { DrawLens } from '../lens.ts';
import { layerColour, lineWidth, type Colours } from './colours.ts';
import { drawMarks, thumbnail, type Placed } from './marks.ts';
import { namesIn, type Names } from './names.ts';
import { paint, type Canvas } from './painting.ts';

const [LEFT, TITLE, MOST_HEIGHT] = [16, 24, 560];
/** Longest stretch of painting, in milliseconds. */
const STRETCH = 8;
/** Longest wait for a browser to pack the picture, in milliseconds. */
const READ_MS = 30_000;
const PICTURE = text('the picture', '画像');
const NONE = text('no slice is there yet: open the lens «Regions» once', '断面がまだありません。先に「線形領域」のタブを開いてください');
const NO_CANVAS = text('the browser gives no canvas of that size', 'この大きさのキャンバスをブラウザーが用意できません');

const coloursOf = (layers: number): Colours => ({
  dark: false,
  paper: inked('paper'),
  ink: inked('ink'),
  ink2: inked('ink-2'),
  ink3: inked('ink-3'),
  bad: inked('bad'),
  train: inked('train'),
  val: inked('val'),
  layers: Array.from({ length: layers }, (_, l) => inkedAs(layerColour(l, layers))),
});

const packed = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new Spoken(NO_CANVAS)) : resolve(blob)), 'image/png'));

interface Size {
  readonly width: number;
  readonly height: number;
}

async function painted(
  seen: SliceAt,
  { width, height }: Size,
  { write, besides }: Names,
  image: { rows: number; columns: number } | null,
  turn: () => Promise<void>,
): Promise<string> {
  const element_ = document.createElement('canvas');
  [element_.width, element_.height] = [Math.round(width * DOTS), Math.round(height * DOTS)];
  // Painted as it goes, and not all at once when it is read.
  const context = element_.getContext('2d', { alpha: false, willReadFrequently: true });
  if (context === null) throw new Spoken(NO_CANVAS);
  const canvas: Canvas = { context, width: element_.width, height: element_.height, ratio: DOTS };
  const colours = coloursOf(seen.slice.edges.length);
  let began = performance.now();
  const work = paint(seen, canvas, seen.outputs, colours, write);
  while (work.next().done !== true) {
    if (performance.now() - began < STRETCH) continue;
    await turn();
    began = performance.now();
  }
  await turn();
  const { at } = seen;
  const unit = (Math.min(canvas.width, canvas.height) / 2 / REACH) * at.zoom;
  const placed: Placed = { unit, x: (x) => canvas.width / 2 + unit * (x - at.x), y: (y) => canvas.height / 2 - unit * (y - at.y) };
  const thumbnails = seen.anchors.map(({ pixels }) => (image === null || pixels === null ? null : thumbnail(pixels, image.rows, image.columns)));
  drawMarks(seen, canvas, placed, colours, besides(seen), thumbnails);
  await turn();
  const blob = await within(READ_MS, PICTURE, packed(element_));
  await turn();
  const address = await within(READ_MS, PICTURE, encoded(blob));
  await turn();
  return address;
}

export const draw: DrawLens = async ({ page, run, title, language, caption, turn }) => {
  const t = voiceOf(language).getFixedT(language);
  const { seen, offer } = page.regions.store.getState();
  const config = run?.config ?? page.config.store.getState().config;
  if (seen === null) throw new Spoken(NONE);
  demandShown(page, run, seen, title);
  const names = namesIn(config.task, offer, language, t);
  const image = offer?.shape.kind === 'vectors' ? offer.shape.image : null;
  const room = WIDTH - 2 * LEFT;
  const height = Math.min(MOST_HEIGHT, room / seen.at.aspect);
  const width = height * seen.at.aspect;
  const href = await painted(seen, { width, height }, names, image, turn);
  const layers = seen.slice.regionsByLayer;
  const line = (colour: string, strokeWidth: number) => element('path', { d: 'M1 3L21 -3', stroke: colour, 'stroke-width': strokeWidth });
  const items: KeyItem[] = [
    ...Array.from(layers, (count, l): KeyItem => ({
      name: layers.length === 1 ? t('regions.edge') : t('regions.layer', { layer: l + 1, regions: formatStep(count, language) }),
      sign: line(inkedAs(layerColour(l, layers.length)), 1.4 * lineWidth(l, layers.length)),
      width: 22,
    })),
    ...(seen.outputs > 1 ? [{ name: t('regions.boundary'), sign: line(inked('ink'), 2.5), width: 22 }] : []),
    { name: t('regions.train'), sign: headAt({ head: 'ring', hue: 'train' }, 6, 0), width: 12 },
    { name: t('regions.val'), sign: headAt({ head: 'disc', hue: 'val' }, 6, 0), width: 12 },
  ];
  const key = keyOf(items, room);
  const top = TITLE + key.height + 6;
  const left = (WIDTH - width) / 2;
  const markup = element('g', {}, [
    words(title, LEFT, TITLE / 2, {
      size: 15,
      bold: true,
      after: `${formatStep(seen.slice.regions, language)} ${t('regions.inSight', { count: seen.slice.regions })}`,
    }),
    element('g', { transform: `translate(${LEFT} ${TITLE})` }, [key.markup]),
    element('image', { x: left, y: top, width, height, href }),
    element('rect', { x: left, y: top, width, height, fill: 'none', stroke: inked('ink-2') }),
  ]);
  return { parts: [{ markup, height: top + height }], caption: caption(config, seen.step) };
};
