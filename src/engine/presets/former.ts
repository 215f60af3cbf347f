/**
 * What presets were before they were changed: links name a preset's version, and mean it for good. By id, the oldest first; each is the whole
 * of its settings, as the line of that version in tests/fixtures/presets.jsonl has it. A preset that changes leaves its line here.
 */
export const FORMER: Readonly<Record<string, readonly string[]>> = {};
