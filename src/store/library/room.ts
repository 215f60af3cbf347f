/** How much the browser lets the page keep, and for how long. Old browsers, and pages on plain http, know neither. */
import { text } from '../../engine/text.ts';
import { within } from '../../engine/within.ts';
import type { Room } from './list.ts';

/** Longest wait for its word, in milliseconds. Some ask the reader first. */
const ANSWER_MS = 30_000;
const WORD = text('the browser’s word on its storage', 'ブラウザーの保存容量の情報');

const manager = (): Partial<StorageManager> | undefined => (globalThis as { readonly navigator?: { readonly storage?: StorageManager } }).navigator?.storage;

export async function browserRoom(): Promise<Room | null> {
  const storage = manager();
  if (storage?.estimate === undefined) return null;
  const { usage, quota } = await within(ANSWER_MS, WORD, storage.estimate());
  return usage === undefined || quota === undefined ? null : { used: usage, quota };
}

/** Asks the browser to let go of nothing by itself. What it answers changes nothing here. */
export function retainRoom(): void {
  const storage = manager();
  if (storage?.persist !== undefined) within(ANSWER_MS, WORD, storage.persist()).catch(() => undefined);
}
