/** What the engine uses of its platform beyond the language: the same in a worker, a page and Node. */
declare function structuredClone<T>(value: T): T;

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(bytes?: Uint8Array): string;
}

/** Without `subtle` on a page that came over plain http from another machine. */
declare const crypto: { readonly subtle?: { digest(algorithm: 'SHA-256', bytes: Uint8Array): Promise<ArrayBuffer> } };

/** What is used of it; its own types want a page's. */
declare module 'papaparse' {
  interface ParseError {
    readonly code: string;
    /** Counted from 0. */
    readonly row?: number;
  }
  interface Options {
    readonly delimiter: string;
    readonly newline: string;
    readonly preview: number;
  }
  const papa: { parse(text: string, options: Options): { readonly data: string[][]; readonly errors: readonly ParseError[] } };
  export default papa;
}

declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports?: Readonly<Record<string, Readonly<Record<string, unknown>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  function validate(bytes: Uint8Array): boolean;
}

/** For waits with an end (within.ts) and nothing else: time in a run comes through its host. */
declare function setTimeout(then: () => void, ms: number): number;
declare function clearTimeout(timer: number | undefined): void;
