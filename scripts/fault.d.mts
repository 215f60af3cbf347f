export function systemLine(output: string): string | null;
export function systemWords(error: unknown): string | null;
