import type { FormName } from './answer-forms.ts';

/** The shape of a value in an answer, made by codegen from a document and the contract. */
export type Shape = { nullable?: true } & (
  | { form: FormName }
  | { list: Shape }
  | { fields: Fields }
  /** The fields of each type an interface or union may be, by `__typename`. */
  | { types: Readonly<Record<string, Fields>> }
);

export type Fields = Readonly<Record<string, Shape>>;
