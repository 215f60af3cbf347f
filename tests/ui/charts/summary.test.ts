import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { accuracy } from '../../../src/engine/probes/evaluationCharts.ts';
import { createRecord, type RunRecord } from '../../../src/engine/run/record.ts';
import { quartilesOf } from '../../../src/figures/plot/quartiles.ts';
import { summaryOf } from '../../../src/ui/charts/summary.ts';
import { metricsAt } from '../../metrics.ts';

test('says the latest values and what happened, in both languages', () => {
  const record = createRecord('a', defaultConfig());
  expect(summaryOf(accuracy, record, 'en')).toContain('No values yet.');
  record.take(metricsAt(1234, { train: { loss: 0.1, accuracy: 1 }, val: { loss: 5, accuracy: 0.0324 }, weightNorm: 30 }));
  record.take({ type: 'milestone', kind: 'memorised', step: 90 });
  record.take({ type: 'changed', step: 300, patch: { 'optimizer.weightDecay': 3 } });
  const plain = (s: string): string => s.replaceAll('\u00a0', ' ');
  expect(plain(summaryOf(accuracy, record, 'en'))).toContain('At step 1,234: train 100 %, validation 3.2 %. memorised 90; 300: weight decay → 3.');
  expect(plain(summaryOf(accuracy, record, 'ja'))).toContain('ステップ 1,234: 訓練 100 %、検証 3.2 %。');
});

test('mentions the runs behind that have values', () => {
  const [front, behind, empty] = ['a', 'b', 'c'].map((id) => createRecord(id, defaultConfig())) as [RunRecord, RunRecord, RunRecord];
  front.take(metricsAt(5, { train: { loss: 1, accuracy: 1 }, val: { loss: 5, accuracy: 0.5 } }));
  behind.take(metricsAt(400, { train: { loss: 1, accuracy: 1 }, val: { loss: 5, accuracy: 0.9 } }));
  const ghosts = [
    { record: behind, name: 'A, seed 5' },
    { record: empty, name: 'B, seed 6' },
  ];
  const plain = (s: string): string => s.replaceAll('\u00a0', ' ');
  expect(plain(summaryOf(accuracy, front, 'en', ghosts))).toMatch(/ Behind it: A, seed 5: at step 400, train 100 %, validation 90\.0 %\.$/);
  expect(plain(summaryOf(accuracy, front, 'ja', ghosts))).toMatch(/ 背後の実行: A, seed 5、ステップ 400: 訓練 100 %、検証 90\.0 %。$/);
  expect(summaryOf(accuracy, front, 'en', [])).not.toContain('Behind');
});

test('says where the medians of runs that belong together stand', () => {
  const records = [0.2, 0.4, 0.9].map((value, i) => {
    const record = createRecord(`run ${i}`, defaultConfig());
    record.take(metricsAt(50, { train: { loss: 1, accuracy: 1 }, val: { loss: 5, accuracy: value } }));
    return record;
  });
  const together = [{ name: 'A, B, C', quartiles: quartilesOf(accuracy, [records]) }];
  const plain = (s: string): string => s.replaceAll('\u00a0', ' ');
  expect(plain(summaryOf(accuracy, records[0] as RunRecord, 'en', [], together))).toMatch(
    / Median of A, B, C at step 50: train 100 % \(quartiles 100 % and 100 %\), validation 40\.0 % \(quartiles 30\.0 % and 65\.0 %\)\.$/,
  );
  expect(plain(summaryOf(accuracy, records[0] as RunRecord, 'ja', [], together))).toContain('検証 40.0 %（四分位数 30.0 %、65.0 %）。');
  expect(summaryOf(accuracy, records[0] as RunRecord, 'en', [], [{ name: 'A', quartiles: [] }])).not.toContain('Median');
});
