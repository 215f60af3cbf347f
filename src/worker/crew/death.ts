/** Why work was given up, for people. */
import { text, type Text } from '../../engine/text.ts';
import type { Death } from './seat.ts';

const LOST: Readonly<Record<Exclude<Death['kind'], 'failed'>, Text>> = {
  unmade: text('the browser made no worker for it', 'ブラウザーが計算用のワーカーを作れませんでした'),
  unloaded: text('its program could not be loaded', '計算プログラムを読み込めませんでした'),
  silent: text('its worker stopped answering, again and again', 'ワーカーが何度も応答しなくなりました'),
  crashed: text('its worker broke off, again and again', 'ワーカーが何度も途中で止まりました'),
};

export const lastWords = ({ kind, what, words }: Death): Text => words ?? (kind === 'failed' ? text(what, what) : LOST[kind]);
