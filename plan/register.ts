/**
 * The types that the program gives to plans. The program extends this interface once:
 *
 * declare module '#plan/register.ts' { interface Register { context: Context } }
 */
// biome-ignore lint/suspicious/noEmptyInterface: the program adds the members.
export interface Register {}

/** Context of a request, as resolvers receive it. */
export type PlanContext = Register extends { context: infer Context } ? Context : object;
