/** The work of the worker that makes films: it draws every picture and encodes it, and the page's own thread has nothing to do with it. */
import { chartsOf } from '../../engine/probes/measuring.ts';
import type { RunRecord } from '../../engine/run/record.ts';
import { recordOf } from '../../engine/runfile/runfile.ts';
import { Spoken, wordsOf } from '../../engine/spoken.ts';
import { text } from '../../engine/text.ts';
import { FRAME, filmOf } from '../../figures/film/picture.ts';
import { token } from '../../figures/palette.ts';
import type { Line } from '../crew/attend.ts';
import { createTurn } from '../turn.ts';
import { gifWriter, type Pixels } from './gif.ts';
import { paint } from './paint.ts';
import type { Film, FilmCommand, FilmMessage } from './protocol.ts';
import { videoWriter } from './video.ts';

/** Pixels of a unit of a picture: 1920 × 1080, and for slides 960 × 540. */
const SCALE = { video: 2, gif: 1 } as const;
/** A picture may take as long on a slow machine, in milliseconds. */
const STRETCH_MS = 20_000;
/** Colours that a GIF has as they are. */
const EXACT = ['paper', 'ink', 'train', 'val', 'norm', 'lc'];
/** Shots of which a GIF takes its colours. */
const SAMPLES = [0, 0.5, 1];

const NO_CANVAS = text('this browser gives a worker no canvas', 'このブラウザーはワーカーにキャンバスを用意できません');

interface Studio {
  readonly canvas: OffscreenCanvas;
  /** Draws a shot. */
  draw(shot: Film['shots'][number]): void;
  pixels(): Pixels;
}

function studioOf(film: Film): Studio {
  const records = new Map(film.runs.map(({ id, file }): [string, RunRecord] => [id, recordOf(file, id)]));
  const recordAt = (id: string): RunRecord => records.get(id) as RunRecord;
  const record = recordAt(film.front);
  const names = new Map(film.names);
  const picture = filmOf(
    chartsOf(record.config).filter(({ id }) => film.charts.includes(id)),
    { record, ghosts: film.ghosts.map(recordAt), groups: film.groups.map((ids) => ids.map(recordAt)), names, axis: film.axis, language: film.language },
    {
      caption: film.caption,
      runs: [
        ...film.medians.map((name, i) => ({ id: film.groups[i]?.[0] ?? '', name })),
        ...film.ghosts.map((id) => ({ id, name: `${names.get(id)?.letter ?? ''} ${names.get(id)?.name ?? ''}`.trim() })),
      ],
    },
  );
  const scale = film.container === 'gif' ? SCALE.gif : SCALE.video;
  const canvas = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(FRAME.width * scale, FRAME.height * scale);
  const context = canvas?.getContext('2d', { alpha: false, willReadFrequently: true }) ?? null;
  if (canvas === null || context === null) throw new Spoken(NO_CANVAS);
  return {
    canvas,
    draw({ step, sentence }) {
      context.setTransform(scale, 0, 0, scale, 0, 0);
      paint(context, picture(step, sentence));
    },
    pixels: () => context.getImageData(0, 0, canvas.width, canvas.height),
  };
}

/** @param turn lets commands and pings in between two pictures. @param told hears the share that is done */
async function shoot(film: Film, turn: () => Promise<void>, told: (share: number) => void): Promise<ArrayBuffer> {
  const { container, perSecond, shots } = film;
  const { canvas, draw, pixels } = studioOf(film);
  const each = async (take: (frames: number, at: number) => Promise<void> | void): Promise<void> => {
    let at = 0;
    for (const [i, shot] of shots.entries()) {
      draw(shot);
      await take(shot.frames, at);
      at += shot.frames;
      told((i + 1) / shots.length);
      await turn();
    }
  };
  if (container === 'gif') {
    const samples = SAMPLES.map((share) => {
      draw(shots[Math.round(share * (shots.length - 1))] as Film['shots'][number]);
      return pixels();
    });
    const gif = gifWriter(
      samples,
      EXACT.map((name) => {
        const [red, green, blue] = token(name);
        return [Math.round(255 * red), Math.round(255 * green), Math.round(255 * blue)];
      }),
    );
    await each((frames) => gif.add(pixels(), frames / perSecond));
    return gif.bytes().buffer;
  }
  const video = await videoWriter(container, canvas, perSecond);
  // Each frame by itself: a picture that stood for seconds would leave players nothing to seek to.
  await each(async (frames, at) => {
    for (let k = 0; k < frames; k++) await video.add((at + k) / perSecond, 1 / perSecond);
  });
  return video.bytes();
}

export function openDesk({ post, stretch }: Pick<Line<FilmMessage>, 'post' | 'stretch'>): (command: unknown) => void {
  const turn = createTurn();
  const answer = async ({ film }: FilmCommand): Promise<void> => {
    stretch(STRETCH_MS);
    try {
      const bytes = await shoot(film, turn, (share) => post({ type: 'progress', share }));
      post({ type: 'shot', bytes }, [bytes]);
    } catch (error) {
      post({ type: 'failed', what: wordsOf(error) });
    }
    stretch(0);
  };
  // Only this program posts here, and the compiler has read what it posts.
  return (raw) => void answer(raw as FilmCommand);
}
