/** The compiled SIMD kernels; scripts/kernels-plugin.ts makes this module. */
declare module 'virtual:grokscope-kernels' {
  export const relaxed: Uint8Array;
  export const simd: Uint8Array;
}
