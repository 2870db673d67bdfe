import type { ReactNode } from 'react';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { formatDateTime } from '../ui/format.ts';
import { ByteSize } from '../ui/values.tsx';
import { InspectorSection } from './inspector-section.tsx';
import styles from './provenance.module.css';

const ProvenanceFragment = graphql(`
  fragment Provenance_item on Item {
    type
    createdAt
    sinceRevisionNumber
    untilRevisionNumber
    byteSize
  }
`);

/** Origin of an item: dates, revisions and size. */
export function Provenance(props: { item: FragmentType<typeof ProvenanceFragment> }) {
  const { type, createdAt, sinceRevisionNumber, untilRevisionNumber, byteSize } = readFragment(
    ProvenanceFragment,
    props.item,
  );
  const until = untilRevisionNumber ? `, replaced or removed by ${untilRevisionNumber}` : '';
  return (
    <InspectorSection title="Provenance">
      <dl className={styles.facts}>
        <Fact name="Type">{type.charAt(0) + type.slice(1).toLowerCase()}</Fact>
        <Fact name="Created">
          <time dateTime={createdAt}>{formatDateTime(createdAt)}</time>
        </Fact>
        <Fact name="Revision">{`Since ${sinceRevisionNumber}${until}`}</Fact>
        <Fact name="Published">
          <ByteSize byteSize={byteSize} />
        </Fact>
      </dl>
    </InspectorSection>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
