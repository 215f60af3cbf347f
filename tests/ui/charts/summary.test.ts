import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { accuracy } from '../../../src/engine/probes/evaluationCharts.ts';
import { createRecord } from '../../../src/engine/run/record.ts';
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
