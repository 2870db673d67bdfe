/**
 * A header that a form or an image of another site cannot send. It proves that the request comes from Vitrine's page or
 * from a program.
 */
export const csrfHeader = 'x-vitrine-csrf';

/** Value of the header in requests of GraphiQL. */
export const graphiqlMark = 'graphiql';
