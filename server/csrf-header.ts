/**
 * Header that forms and images of other sites cannot send. It proves that a request comes from a page of Vitrine or
 * from a program.
 */
export const csrfHeader = 'x-vitrine-csrf';

/** Value of the header in requests that GraphiQL sends. */
export const graphiqlMark = 'graphiql';
