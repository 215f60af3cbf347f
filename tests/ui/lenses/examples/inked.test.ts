/** Images as what stands on a canvas. */
import { expect, test } from 'vitest';
import { inked, inkedOnPaper } from '../../../../src/ui/lenses/examples/inked.ts';

test('three numbers are a colour', () => {
  expect([...inked({ values: [0, 0.2, 1, 1, 0.6, 0], channels: 3, domain: [0, 1] })]).toEqual([0, 51, 255, 255, 255, 153, 0, 255]);
});

test('one is ink on paper: its value the opacity', () => {
  expect([...inked({ values: [-1, 0, 1], channels: 1, domain: [-1, 1] })]).toEqual([0, 0, 0, 0, 0, 0, 0, 128, 0, 0, 0, 255]);
});

test('on white paper grey is grey, and a colour is as it was', () => {
  expect([...inkedOnPaper({ values: [0, 0.4, 1], channels: 1, domain: [0, 1] })]).toEqual([255, 255, 255, 255, 153, 153, 153, 255, 0, 0, 0, 255]);
  expect([...inkedOnPaper({ values: [1, 0, 0.2], channels: 3, domain: [0, 1] })]).toEqual([255, 0, 51, 255]);
});
