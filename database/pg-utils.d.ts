/** Functions of pg's utilities that are used here. pg publishes no types for them. */
declare module 'pg/lib/utils.js' {
  const utils: {
    /** Converts a value to the form in which pg sends it: text, bytes or null. */
    prepareValue: (value: unknown) => string | Buffer | null;
  };
  export default utils;
}
