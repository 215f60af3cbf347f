/** However runs end beside each other, each name that is there stands at its own line. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { accuracy } from '../../../src/engine/probes/evaluationCharts.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { nextFrame } from '../../../src/figures/plot/frame.ts';
import { ghostEnds } from '../../../src/figures/plot/ghostEnds.ts';
import { overlap, textWidth, type LabelBox } from '../../../src/figures/plot/labels.ts';
import { boxOf } from '../../../src/figures/plot/scene.ts';
import { metricsAt } from '../../metrics.ts';

function record(id: string, accuracies: readonly number[]): RunRecord {
  const made = createRecord(id, defaultConfig());
  accuracies.forEach((value, step) => made.take(metricsAt(step * 10, { train: { loss: 1, accuracy: 1 }, val: { loss: 1, accuracy: value } })));
  return made;
}
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const names = new Map(IDS.map((id, i) => [id, { letter: 'ABCDEFG'[i] as string, colour: `var(--run-${i + 1})`, name: `weight decay ${i}` }]));

function placed(curves: readonly (readonly number[])[], hero: boolean, width: number) {
  const ghosts = curves.map((values, i) => record(IDS[i] as string, values));
  const box = boxOf({ width, height: 180, column: 0, labelled: true }, false, hero);
  const frame = nextFrame(null, { spec: accuracy, record: record('front', [0, 0.5, 1]), ghosts, axis: 'log', box, end: 2000 });
  return { ends: ghostEnds(frame, names, hero, [], 'en'), frame };
}

/** Pixels between a height and a line somewhere under some words. */
function apart(line: readonly { readonly x: number; readonly y: number }[], left: number, right: number, y: number): number {
  const heights = line.flatMap((point, i) => {
    const next = line[i + 1] ?? point;
    if (next.x < left || point.x > right) return [];
    return [point.y, next.y];
  });
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  return y < top ? top - y : Math.max(0, y - bottom);
}

const ENDINGS = fc.array(fc.array(fc.constantFrom(0, 0, 0, 0.1, 0.5, 1), { minLength: 2, maxLength: 30 }), { minLength: 1, maxLength: 7 });

test('a name stands at its own line, whatever ends beside it, and under no other name', () => {
  let many = 0;
  fc.assert(
    fc.property(ENDINGS, fc.boolean(), fc.constantFrom(320, 700, 1100), (curves, hero, width) => {
      const { ends, frame } = placed(curves, hero, width);
      const boxes = ends.map(({ words, x, y }): LabelBox => ({ left: x - textWidth(words), right: x, middle: y, height: 14 }));
      ends.forEach(({ id }, i) => {
        const box = boxes[i] as LabelBox;
        const line = frame.ghostLines.filter(({ run }) => run === id)[1]?.points ?? [];
        expect(apart(line, box.left, box.right, box.middle)).toBeLessThanOrEqual(26);
        expect(boxes.slice(i + 1).some((other) => overlap(box, other))).toBe(false);
      });
      many += ends.length;
    }),
  );
  expect(many).toBeGreaterThan(100);
});

test('four runs that all end at nothing have their names in a row along it', () => {
  const flat = new Array<number>(40).fill(0);
  const { ends } = placed([flat, flat, flat, flat], false, 700);
  expect(ends.map(({ words }) => words).toSorted()).toEqual(['A', 'B', 'C', 'D']);
});

test('a name for which there is no room gives way to its letter', () => {
  const flat = new Array<number>(40).fill(0);
  const { ends } = placed([flat, flat, flat, flat, flat, flat, flat], true, 700);
  expect(ends.some(({ words }) => words.length === 1)).toBe(true);
  expect(ends.some(({ words }) => words.includes('weight decay'))).toBe(true);
});
