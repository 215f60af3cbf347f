/** Zod without the code that it would write while it runs: the page's policy forbids it, and browsers report the very attempt. */
import { config, z } from 'zod';

config({ jitless: true });

export { z };
