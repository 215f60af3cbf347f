/** What the tests use of it. */
declare module 'papaparse' {
  const papa: {
    parse(
      text: string,
      options: { readonly delimiter: string; readonly newline: string },
    ): { readonly data: string[][]; readonly errors: readonly { readonly code: string }[] };
  };
  export default papa;
}
