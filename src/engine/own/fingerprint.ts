/** Which file it is: by what it holds, whatever it is called. */
import { Spoken } from '../spoken.ts';
import { text } from '../text.ts';
import { DIGITS } from './descriptor.ts';

const INSECURE = text(
  'A browser reads files of yours only on a page that came over https or from this very machine.',
  '手元のファイルは、https か、このマシン自身（localhost）で開いたページでしか読めません。',
);

/** The first hexadecimal digits of its SHA-256. @throws Spoken on a page that came over plain http from another machine */
export async function fingerprint(bytes: Uint8Array): Promise<string> {
  if (crypto.subtle === undefined) throw new Spoken(INSECURE);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, DIGITS / 2), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
