import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { describeFieldChange } from './describe-field-change.ts';
import styles from './field-change.module.css';

const FieldChangeFragment = graphql(`
  fragment FieldChange_change on ItemFieldChange {
    field
    pointer
    role
    before
    after
  }
`);

/** Old and new value of one field of an item. */
export function FieldChange(props: { change: FragmentType<typeof FieldChangeFragment> }) {
  const { name, before, after } = describeFieldChange(readFragment(FieldChangeFragment, props.change));
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.values}>
        {before !== '' && <del className={styles.before}>{before}</del>}
        {after !== '' && <ins className={styles.after}>{after}</ins>}
      </dd>
    </>
  );
}
