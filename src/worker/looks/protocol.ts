/** Everything that crosses between the page and the worker that looks at networks, and how it is checked on arrival. */
import { z } from '../../engine/zod.ts';
import type { RunConfig } from '../../engine/config/config.ts';
import { isLook, type AnswerOf, type LookId, type QuestionOf } from '../../engine/looks/index.ts';
import type { ParametersAt } from '../../engine/run/host.ts';
import type { Text } from '../../engine/text.ts';

/** The network of a run as it is when it is first looked at: it is fetched from the worker that trains it. */
interface Live {
  readonly live: string;
}

/** Where a network's parameters come from; null is the freshly initialised network. */
export type Source = ParametersAt | Live | null;

type Ask<K extends LookId> = K extends LookId
  ? {
      readonly type: 'ask';
      /** Who asks: one thing on the page that shows one answer at a time. */
      readonly viewer: string;
      readonly look: K;
      readonly ask: number;
      readonly network: number;
      readonly question: QuestionOf<K>;
    }
  : never;

/** Page → worker. */
export type LooksCommand =
  /** A network that can be asked about, by the number that the page gives it. Of those that no viewer asked about last, only the newest stays. */
  | { readonly type: 'network'; readonly network: number; readonly config: RunConfig; readonly at: Source }
  /** A question to a network. Of every viewer only the latest is answered; work on the one before is left. */
  | Ask<LookId>
  /** The viewer waits for nothing any more. */
  | { readonly type: 'rest'; readonly viewer: string }
  /** From here on live networks come over this port. */
  | { readonly type: 'wire'; readonly port: MessagePort };

type Answer<K extends LookId> = K extends LookId
  ? {
      readonly type: 'answer';
      readonly viewer: string;
      readonly look: K;
      readonly ask: number;
      readonly step: number;
      /** Milliseconds of work. */
      readonly took: number;
      readonly answer: AnswerOf<K>;
    }
  : never;

/** Worker → page: what became of a question. After any but 'progress' it is done with. */
export type LooksMessage =
  | Answer<LookId>
  /** It takes long: the share that is done, 0 … 1. */
  | { readonly type: 'progress'; readonly viewer: string; readonly ask: number; readonly share: number }
  /** There is nothing to see in such a network. */
  | { readonly type: 'lacks'; readonly viewer: string; readonly ask: number; readonly why: Text }
  /** The run was over before its network came. */
  | { readonly type: 'gone'; readonly viewer: string; readonly ask: number }
  | { readonly type: 'failed'; readonly viewer: string; readonly ask: number; readonly what: Text };

const name = z.string().max(200);
const count = z.number().int().min(0);
const parameters = z.strictObject({ step: count, parameters: z.array(z.custom<Float32Array>((value) => value instanceof Float32Array)) });
const command = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('network'),
    network: count,
    config: z.unknown(),
    at: z.union([parameters, z.strictObject({ live: name }), z.null()]),
  }),
  z.strictObject({ type: z.literal('ask'), viewer: name, look: z.string().refine(isLook), ask: count, network: count, question: z.unknown() }),
  z.strictObject({ type: z.literal('rest'), viewer: name }),
  z.strictObject({ type: z.literal('wire'), port: z.custom<MessagePort>((value) => value instanceof MessagePort) }),
]);

/** Reads a command from anything; null where it is none. Config and question are left to the engine and the look to check. Never throws. */
export function parseLooksCommand(raw: unknown): LooksCommand | null {
  const result = command.safeParse(raw);
  return result.success ? (result.data as LooksCommand) : null;
}
