/** The work of the worker that reads files, one after another: never on the page's own thread, which is there for its reader. */
import { fingerprint } from '../../engine/own/fingerprint.ts';
import { formatOf } from '../../engine/own/formats.ts';
import { wordsOf } from '../../engine/spoken.ts';
import type { OwnFile } from '../../engine/tasks/task.ts';
import { isWeights } from '../../engine/weights/descriptor.ts';
import { surveyWeights } from '../../engine/weights/survey.ts';
import type { Line } from '../crew/attend.ts';
import type { FileRead, TablesCommand, TablesMessage } from './protocol.ts';

/** Milliseconds that the largest file may keep it deaf on a slow machine. */
const READ_MS = 60_000;

export function openDesk({ post, stretch }: Pick<Line<TablesMessage>, 'post' | 'stretch'>): (command: unknown) => void {
  const fileOf = async ({ blob, name, choices, wanted, config }: TablesCommand): Promise<FileRead> => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const hash = await fingerprint(bytes);
    const file: OwnFile = `own:${hash}`;
    if (wanted.includes(file)) return { file, survey: null };
    if (config !== undefined && isWeights(name)) return { file, survey: surveyWeights(bytes, { hash, name }, config) };
    return { file, survey: formatOf(name, bytes).survey(bytes, { hash, name }, choices) };
  };
  const answer = async (command: TablesCommand): Promise<void> => {
    stretch(READ_MS);
    try {
      post({ type: 'read', ask: command.ask, ...(await fileOf(command)) });
    } catch (error) {
      post({ type: 'failed', ask: command.ask, what: wordsOf(error) });
    }
    stretch(0);
  };
  // Only this program posts here, and the compiler has read what it posts.
  return (raw) => void answer(raw as TablesCommand);
}
