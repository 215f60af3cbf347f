/** The connection to Redis. What is lost and found again is said; nothing is given up meanwhile. */
import type { Redis } from 'ioredis';
import { UsageError } from '../../usage.ts';

/** From an attempt to the next, at most. */
const RETRY_MS = 2000;
/** Until the first one has to stand. */
const FIRST_MS = 10_000;

const say = (words: string): void => void process.stderr.write(`grokscope: ${words}\n`);

/** What may be printed: user and password are left out. @throws UsageError where it is no address of Redis */
export function placeOf(url: string): string {
  const read = URL.canParse(url) ? new URL(url) : null;
  if (read === null || !['redis:', 'rediss:'].includes(read.protocol) || read.hostname === '') {
    throw new UsageError('--redis: it must be an address as redis://host:6379 or rediss://user:password@host:6379');
  }
  return `${read.protocol}//${read.host}${read.pathname === '/' ? '' : read.pathname}`;
}

/** Several addresses may have been tried; the first says why. */
const firstOf = (error: Error): Error => (error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error);

/** @throws UsageError where it is no address, or Redis refuses who asks; the system's error, with the address, where nothing answers */
export async function connect(url: string): Promise<Redis> {
  const place = placeOf(url);
  const { Redis } = await import('ioredis');
  let stands = false;
  // BullMQ wants commands to wait for as long as it takes.
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    connectTimeout: FIRST_MS,
    retryStrategy: (attempt) => (stands ? Math.min(100 * attempt, RETRY_MS) : null),
  });
  let why: Error | null = null;
  redis.on('error', (error: Error) => (why = firstOf(error)));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    const { code } = firstOf(why ?? (error as Error)) as NodeJS.ErrnoException;
    if (code !== undefined) throw Object.assign(firstOf(why ?? (error as Error)), { path: `--redis ${place}` });
    throw new UsageError(`--redis ${place}: ${firstOf(why ?? (error as Error)).message}`);
  }
  stands = true;
  let lost = false;
  redis.on('close', () => {
    if (!lost) say(`the connection to ${place} is lost; waiting for it`);
    lost = true;
  });
  redis.on('ready', () => {
    if (lost) say(`the connection to ${place} is back`);
    lost = false;
  });
  return redis;
}

/** Without a word of it. */
export function disconnect(redis: Redis): void {
  redis.removeAllListeners('close');
  redis.disconnect();
}
