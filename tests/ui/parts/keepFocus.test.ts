import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFocus } from '../../../src/ui/parts/keepFocus.ts';

let stop: () => void;
beforeEach(() => {
  document.body.innerHTML = `<div id="root"><header><button id="run">Run</button></header>
    <main><section id="a"><p><button id="one">1</button></p><p><button id="two">2</button></p></section><section id="b"><button id="alone">3</button></section></main></div>
    <button id="elsewhere">4</button><div id="menu"><button id="item">5</button></div>`;
  stop = keepFocus(document.body, 'run');
});
afterEach(() => stop());

const at = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const focused = () => document.activeElement?.id ?? '';
const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

test.each([
  ['a neighbour', 'one', 'one', 'two'],
  ['what the page is for, where no neighbour is left', 'alone', 'alone', 'run'],
  ['what the page is for, where a whole part goes', 'one', 'a', 'run'],
  ['what the page is for, from a menu that stands beside the page', 'item', 'menu', 'run'],
])('it goes on to %s', async (_, id, gone, next) => {
  at(id).focus();
  at(gone).remove();
  // As browsers do; happy-dom leaves it at what is gone.
  (document.activeElement as HTMLElement | null)?.blur();
  await wait();
  expect(focused()).toBe(next);
});

test('who has taken it meanwhile keeps it, and what was not focused is not missed', async () => {
  at('one').focus();
  at('one').remove();
  at('elsewhere').focus();
  await wait();
  expect(focused()).toBe('elsewhere');
  at('two').remove();
  at('elsewhere').blur();
  await wait();
  expect(focused()).not.toBe('run');
});
