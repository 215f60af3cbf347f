/** Values at a moment stand behind its rule, and before it where they would cover what is said along a rule. */
import { expect, test } from 'vitest';
import { accuracy } from '../../src/engine/probes/evaluationCharts.ts';
import { groundOf } from '../../src/figures/ground.ts';
import { uprightsOf } from '../../src/figures/events.ts';
import { panelOf } from '../../src/figures/panel.ts';
import { recorded } from '../ui/take/runs.ts';

const STEPS = Array.from({ length: 101 }, (_, i) => i * 10);

function changed() {
  const record = recorded('a', STEPS);
  for (const [i, step] of [120, 150, 190, 240, 310, 400, 520].entries())
    record.take({ type: 'changed', step, patch: { [i % 2 === 0 ? 'optimizer.lr' : 'optimizer.weightDecay']: i + 1 } });
  return record;
}
const names = new Map<string, never>();
const place = { letter: null, width: 560, height: 160, named: true, labelled: true };
const sideAt = (record: ReturnType<typeof recorded>, step: number) => {
  const ground = groundOf(accuracy, { record, ghosts: [], groups: [], names, axis: 'log', language: 'en' }, place);
  const rule = ground.frame.scene.x(step);
  const said = JSON.stringify(panelOf(ground, { step, cut: false }).markup);
  return { upright: uprightsOf(ground.marks, ground.frame.scene).length, before: said.includes(`"x":${rule - 11}`), behind: said.includes(`"x":${rule + 11}`) };
};

test('before it where changes stand right behind it, else behind it', () => {
  expect(sideAt(changed(), 110)).toEqual({ upright: expect.any(Number) as number, before: true, behind: false });
  expect(sideAt(changed(), 110).upright).toBeGreaterThan(0);
  expect(sideAt(recorded('a', STEPS), 110)).toMatchObject({ before: false, behind: true });
  expect(sideAt(changed(), 10)).toMatchObject({ before: false, behind: true });
});
