/** What is used of gifenc, which brings no types. */
declare module 'gifenc' {
  export type Rgb = [red: number, green: number, blue: number];
  export function quantize(rgba: Uint8Array | Uint8ClampedArray, most: number): Rgb[];
  export function applyPalette(rgba: Uint8Array | Uint8ClampedArray, palette: readonly Rgb[]): Uint8Array;
  /** In place. */
  export function snapColorsToPalette(palette: Rgb[], known: readonly Rgb[], threshold?: number): void;
  interface Frame {
    readonly palette?: readonly Rgb[];
    /** In milliseconds. */
    readonly delay?: number;
    readonly dispose?: number;
    readonly repeat?: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
  }
  export function GIFEncoder(): {
    writeFrame(index: Uint8Array, width: number, height: number, frame: Frame): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  };
}
