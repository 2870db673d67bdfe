import type { FormName } from './answer-forms.ts';

/** Shape of a value in a response. Code generation derives it from a document and the schema. */
export type Shape = { nullable?: true } & (
  | { form: FormName }
  | { list: Shape }
  | { fields: Fields }
  /** Fields of each type of an interface or union, by `__typename`. */
  | { types: Readonly<Record<string, Fields>> }
);

export type Fields = Readonly<Record<string, Shape>>;
