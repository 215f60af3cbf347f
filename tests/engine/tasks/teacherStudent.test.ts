import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../src/engine/data/dataset.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { teacherStudent } from '../../../src/engine/tasks/teacherStudent.ts';
import { sectionOf } from '../small.ts';

describe('teacher and student', () => {
  const make = (values: Record<string, number>, seed = 1): Dataset => teacherStudent.dataset(sectionOf(teacherStudent, values), new Rng(seed, 'task'));

  test('inputs are standard normal, answers have the size of a default network’s', () => {
    const { train } = make({ trainSize: 2000 });
    const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((sum, v) => sum + v, 0) / x.length;
    expect(mean(train.inputs)).toBeCloseTo(0, 1);
    expect(mean(train.inputs.map((x) => x * x))).toBeCloseTo(1, 1);
    // A 5-100-100-5 network at PyTorch's initialisation has outputs of variance near 0.02.
    const variance = mean(train.targets.map((x) => x * x));
    expect(variance).toBeGreaterThan(0.003);
    expect(variance).toBeLessThan(0.1);
  });

  test('one seed has one teacher: more data keeps the answers it had', () => {
    const [few, many] = [make({ trainSize: 10 }), make({ trainSize: 50 })];
    expect(many.train.targets.subarray(0, 50)).toEqual(few.train.targets);
    expect(many.val).toEqual(few.val);
    expect(make({ trainSize: 10 }, 2).val).not.toEqual(few.val);
  });
});
