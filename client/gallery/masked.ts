/**
 * Data that a fragment reads, with the data of the fragments inside it. The generated types hide the latter, because a
 * component reads only its own fragment.
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

/** Returns fixture data as the data of the fragment that a component takes. */
export function masked<Data>(data: NoInfer<Unmasked<Data>>): Data {
  return data as unknown as Data;
}
