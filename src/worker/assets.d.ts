/** Vite: the address of a file that is served as it is. */
declare module '*?url' {
  const url: string;
  export default url;
}

/** scripts/data-plugin.ts: the address of a data file. */
declare module 'virtual:grokscope-data/*' {
  const url: string;
  export default url;
}
