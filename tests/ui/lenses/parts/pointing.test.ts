/** What a map does with pointers and keys, whatever its places are. */
import type { KeyboardEvent, PointerEvent } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { pointing } from '../../../../src/ui/lenses/parts/pointing.ts';

const onPoint = vi.fn<(place: number | null, stays: boolean) => void>();
const on = pointing<Element>({ at: () => 7, onPoint, onKey: (key) => key === 'ArrowUp' });
const by = (pointerType: string) => ({ pointerType }) as PointerEvent;
beforeEach(() => void onPoint.mockClear());

test('a pointer passes over places and leaves, a press stays', () => {
  on.onPointerMove(by('mouse'));
  on.onPointerDown(by('mouse'));
  on.onPointerLeave(by('pen'));
  expect(onPoint.mock.calls).toEqual([
    [7, false],
    [7, true],
    [null, false],
  ]);
});

test('a finger only presses: what it touched stays when it lifts', () => {
  on.onPointerMove(by('touch'));
  on.onPointerLeave(by('touch'));
  expect(onPoint).not.toHaveBeenCalled();
  on.onPointerDown(by('touch'));
  expect(onPoint.mock.calls).toEqual([[7, true]]);
});

test.each([
  [{ key: 'ArrowUp' }, true],
  [{ key: 'x' }, false],
  [{ key: 'ArrowUp', ctrlKey: true }, false],
  [{ key: 'ArrowUp', metaKey: true }, false],
  [{ key: 'ArrowUp', altKey: true }, false],
])('the browser has no part in a key that does something here, and all others: %j', (pressed, ours) => {
  const preventDefault = vi.fn<() => void>();
  on.onKeyDown({ ...pressed, preventDefault } as unknown as KeyboardEvent);
  expect(preventDefault.mock.calls.length > 0).toBe(ours);
});
