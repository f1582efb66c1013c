/** Files taken in as text by the bundler. */
declare module '*.sql?raw' {
  const text: string;
  export default text;
}
