/** What a press changes is rendered anew, and nothing else: on a slow machine all of the page is a long task. */
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { Profiler } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { idsOf } from '../../src/engine/config/config.ts';
import { defaultConfig } from '../../src/engine/config/schema.ts';
import { fields, type Field } from '../../src/engine/config/fields.ts';
import { PRESETS } from '../../src/engine/presets/index.ts';
import { App } from '../../src/ui/App.tsx';
import { FieldRow } from '../../src/ui/controls/FieldRow.tsx';
import { startI18n } from '../../src/ui/i18n/index.ts';
import { renderInPage } from './inPage.tsx';

const rendered = vi.hoisted(() => new Map<string, number>());
vi.mock('../../src/ui/controls/Form.tsx', () => ({ Form: () => (rendered.set('Form', (rendered.get('Form') ?? 0) + 1), null) }));
vi.mock('../../src/ui/lenses/Lenses.tsx', () => ({ Lenses: () => (rendered.set('Lenses', (rendered.get('Lenses') ?? 0) + 1), null) }));

beforeEach(() => {
  startI18n('en');
  rendered.clear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  cleanup();
});

const all = fields(idsOf(defaultConfig()));
const find = (path: string): Field => all.find((field) => field.path === path) as Field;

test('of the fields, the one that is changed', () => {
  const seen: string[] = [];
  const rows = ['optimizer.lr', 'optimizer.weightDecay', 'init.scale', 'task.operation'].map((path) => (
    <Profiler key={path} id={path} onRender={(id) => seen.push(id)}>
      <FieldRow {...find(path)} />
    </Profiler>
  ));
  const { page } = renderInPage(rows);
  for (const [path, value] of [
    ['init.scale', 2],
    ['optimizer.lr', 0.002],
    ['optimizer.lr', 'x'],
  ] as const) {
    seen.length = 0;
    act(() => void page.config.setField(path, value));
    expect([...new Set(seen)]).toEqual([path]);
  }
});

test('another preset’s values come into all fields, and what is set next stands before any later task', async () => {
  const { page } = renderInPage(<FieldRow {...find('optimizer.lr')} />);
  const shown = (): string => screen.getByRole<HTMLInputElement>('textbox').value;
  const other = PRESETS.find(({ config }) => config.optimizer['lr'] !== PRESETS[0]?.config.optimizer['lr']);
  if (other === undefined) throw new Error('all presets have one rate');
  act(() => page.config.adopt(other, other.id));
  expect(Number(shown())).toBe(other.config.optimizer['lr']);
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
  page.config.setField('optimizer.lr', 0.07);
  for (let i = 0; i < 10; i++) await Promise.resolve();
  expect(Number(shown())).toBe(0.07);
});

test('neither opening the help nor what arrives later renders what is there', async () => {
  renderInPage(<App />);
  await waitFor(() => expect(document.querySelector('.article')).not.toBeNull(), { timeout: 15_000 });
  act(() => void document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true })));
  screen.getByRole('dialog');
  expect(Object.fromEntries(rendered)).toEqual({ Form: 1, Lenses: 1 });
});
