/**
 * Tokens as points of a plane (Liu et al. 2022, §3): where an embedding of two numbers puts each, in which order they lie, and what the network
 * answers anywhere among them.
 */
import type { Examples, TokenShape } from '../../data/dataset.ts';
import { joined, partOf } from '../../data/examples.ts';
import { text } from '../../text.ts';
import { cycleIn } from '../circles/lacks.ts';
import { roundBy } from '../circles/group.ts';
import { componentsOf } from '../circles/spectrum.ts';
import type { LookDef, NetworkAt } from '../look.ts';
import { gridPlace, groundOf, winnersOf } from './ground.ts';
import { entranceOf, lacks, questionsOf, type Entrance } from './lacks.ts';
import { parsePlaneQuestion, type PlaneQuestion, type PlaneSeen, type PlaneShown } from './question.ts';

const NO_NUMBERS = text('Some of its weights are no numbers any more: the run diverged.', '重みの一部が数でなくなりました。学習が発散したためです。');
const TOO_MANY = text('This task has so many different answers that no map of them could be read.', 'この課題は答えの種類が多すぎて、地図にしても読めません。');

/** Answers on a map. */
const MOST = 400;
/** Multiply-adds of a background, and the coarsest and finest grid that there is. */
const BUDGET = 6e7;
const GRID = [48, 120] as const;
/** Multiply-adds between two yields. */
const STRETCH = 1e7;
/** Room around the outermost token. */
const MARGIN = 1.18;

/** Every answer that is right somewhere: classes by number. */
function answersOf({ target, outputs }: TokenShape, { targets }: Examples): Int32Array | Float32Array {
  if (target.kind === 'class') return Int32Array.from({ length: outputs }, (_, c) => c);
  return Float32Array.from(new Set(targets)).sort();
}

/** How much speaks for each answer, (count, answers): outputs themselves, or of values how near each is. */
function scoresOf(outputs: Float64Array, answers: PlaneShown['answers']): Float64Array {
  if (answers instanceof Int32Array) return outputs;
  const n = answers.length;
  // (y − t)² but for y², which is the same for all of them: straight in y, so that borders lie halfway.
  return Float64Array.from({ length: outputs.length * n }, (_, i) => {
    const t = answers[i % n] as number;
    return 2 * t * (outputs[Math.floor(i / n)] as number) - t * t;
  });
}

function windowOf(points: Float32Array): Pick<PlaneShown, 'middle' | 'half'> {
  const ends = [0, 1].map((axis) => {
    const all = points.filter((_, i) => i % 2 === axis);
    return [Math.min(...all), Math.max(...all)] as const;
  });
  const half = (MARGIN / 2) * Math.max(...ends.map(([low, high]) => high - low));
  const [x = 0, y = 0] = ends.map(([low, high]) => (low + high) / 2);
  return { middle: [x, y], half: half === 0 ? 1 : half };
}

/** In which order tokens are joined: round the strongest wave where they are numbers mod p. */
function orderOf({ config }: NetworkAt, points: Float32Array): Pick<PlaneShown, 'order' | 'frequency'> {
  const cycle = cycleIn(config);
  if (cycle === null) return { order: Int32Array.from({ length: points.length / 2 }, (_, token) => token), frequency: null };
  const { tokens } = cycle;
  const values = Float64Array.from({ length: 2 * tokens.length }, (_, i) => points[2 * (tokens[i >> 1] as number) + (i % 2)] as number);
  const { power } = componentsOf({ values, n: tokens.length, width: 2 });
  const frequency = power.indexOf(Math.max(...power)) + 1;
  return { order: roundBy(frequency, tokens.length).map((e) => tokens[e] as number), frequency };
}

/** Places across that the budget allows. */
function gridOf({ model }: NetworkAt): number {
  const each = model.work(GRID[0] ** 2).multiplyAdds / GRID[0] ** 2;
  return Math.max(GRID[0], Math.min(GRID[1], Math.floor(Math.sqrt(BUDGET / each))));
}

/** Outputs where the first token is put at each of these places (count, 2) instead, or where their sum is. */
function outputsAt({ model, parameters }: NetworkAt, { parameter, site, at }: Entrance, places: Float64Array, held: number): Float64Array {
  const count = places.length / 2;
  const inputs = Int32Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? 0 : held));
  const table = parameters[parameter] as Float32Array;
  return model.forward(
    parameters,
    { count, inputs, targets: new Int32Array(count) },
    {
      [site]: (values) => {
        if (at === null) return places;
        // What else is added there, a position's own vector for instance, stays.
        const width = values.length / count;
        const moved = values.slice();
        for (let i = 0; i < count; i++) {
          for (const axis of [0, 1]) {
            const place = i * width + at + axis;
            moved[place] = (values[place] as number) + (places[2 * i + axis] as number) - (table[axis] as number);
          }
        }
        return moved;
      },
    },
  );
}

function* look(network: NetworkAt, question: PlaneQuestion): Generator<number, PlaneSeen> {
  const { model, dataset, parameters } = network;
  const shape = questionsOf(network.config);
  const entrance = entranceOf(model);
  if (!('kind' in shape)) return { problem: shape };
  if (!('site' in entrance)) return { problem: entrance };
  // What else has a row in the table, «=» for instance, is no token that is asked about.
  const points = (parameters[entrance.parameter] as Float32Array).slice(0, 2 * shape.vocabulary);
  const asked = joined(dataset.train, dataset.val);
  const answers = answersOf(shape, asked);
  if (answers.length > MOST) return { problem: TOO_MANY };
  const outputs = model.forward(parameters, asked);
  if (!points.every(Number.isFinite) || !outputs.every(Number.isFinite)) return { problem: NO_NUMBERS };
  yield 0.05;
  const said = winnersOf(scoresOf(outputs, answers), answers.length);
  const numberOf = new Map(Array.from(answers, (answer, i) => [answer, i]));
  const right = Int32Array.from(asked.targets, (target) => numberOf.get(target) as number);

  const { middle, half } = windowOf(points);
  const summed = entrance.at === null;
  const held = Math.min(question.held, shape.vocabulary - 1);
  const grid = gridOf(network);
  const scores = new Float64Array(grid ** 2 * answers.length);
  const each = model.work(1).multiplyAdds;
  const rows = Math.max(1, Math.floor(STRETCH / each / grid));
  for (let first = 0; first < grid; first += rows) {
    const last = Math.min(grid, first + rows);
    const places = Float64Array.from({ length: 2 * grid * (last - first) }, (_, i) => {
      const point = i >> 1;
      const place = gridPlace(i % 2 === 0 ? point % grid : first + Math.floor(point / grid), grid);
      // The sum of two tokens is twice the middle between them.
      return (summed ? 2 : 1) * ((middle[i % 2] as number) + half * place);
    });
    scores.set(scoresOf(outputsAt(network, entrance, places, held), answers), first * grid * answers.length);
    yield 0.05 + (0.85 * last) / grid;
  }
  if (!scores.every(Number.isFinite)) return { problem: NO_NUMBERS };
  const work = groundOf(scores, grid, answers.length);
  let ground = work.next();
  for (; ground.done !== true; ground = work.next()) yield 0.95;
  return {
    points,
    summed,
    held,
    ...orderOf(network, points),
    middle,
    half,
    grid,
    answers,
    called: dataset.names ?? null,
    ...ground.value,
    pairs: Int32Array.from(partOf(asked, 0, asked.count).inputs),
    told: dataset.train.count,
    right,
    said,
  };
}

export const plane: LookDef<PlaneQuestion, PlaneSeen> = {
  id: 'plane',
  label: text('the plane of tokens', 'トークンの平面'),
  summary: text(
    'Tokens as points of a plane, and what the network answers at every place of it.',
    'トークンを平面の点として描き、平面の各点でネットワークが何と答えるかを示します。',
  ),
  parseQuestion: parsePlaneQuestion,
  lacks,
  look,
  transfer(seen) {
    if ('problem' in seen) return [];
    const { points, order, answers, areas, pairs, right, said } = seen;
    return [points, order, answers, ...areas.flatMap(({ corners, ends }) => [corners, ends]), pairs, right, said].map(({ buffer }) => buffer);
  },
};
