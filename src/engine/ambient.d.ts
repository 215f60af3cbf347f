/** What the engine uses of its platform beyond the language: the same in a worker, a page and Node. */
declare function structuredClone<T>(value: T): T;

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(bytes?: Uint8Array): string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
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
  }
  function validate(bytes: Uint8Array): boolean;
}

/** For waits with an end (within.ts) and nothing else: time in a run comes through its host. */
declare function setTimeout(then: () => void, ms: number): number;
declare function clearTimeout(timer: number | undefined): void;
