/**
 * Data of a fragment, including the data of nested fragments. The generated types hide nested fragments, because a
 * component reads only its own.
 */
export type Unmasked<Data> = Data extends readonly (infer Element)[]
  ? readonly Unmasked<Element>[]
  : Data extends object
    ? Plain<Data> & Inner<Data>
    : Data;

type Plain<Data> = {
  [Key in keyof Data as Key extends ' $fragmentRefs' | ' $fragmentName' ? never : Key]: Unmasked<Data[Key]>;
};

type Inner<Data> = Data extends { ' $fragmentRefs'?: infer Fragments }
  ? Joined<NonNullable<Fragments>[keyof NonNullable<Fragments>]>
  : unknown;

type Joined<Fragment> = (
  Fragment extends unknown
    ? (joined: (data: Unmasked<Fragment>) => void) => void
    : never
) extends (joined: (data: infer Data) => void) => void
  ? Data
  : never;

/** Casts fixture data to the type of a component's fragment. */
export function masked<Data>(data: NoInfer<Unmasked<Data>>): Data {
  return data as unknown as Data;
}
