/** Stylesheets are imported for their effect. */
declare module '*.css';
/** The text of one. */
declare module '*.css?raw' {
  const text: string;
  export default text;
}
