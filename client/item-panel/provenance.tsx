import type { ReactNode } from 'react';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { formatDateTime } from '../ui/format.ts';
import { ByteSize } from '../ui/values.tsx';
import { InspectorSection } from './inspector-section.tsx';
import styles from './provenance.module.css';
import * as strings from './strings.ts';

const ProvenanceFragment = graphql(`
  fragment Provenance_item on Item {
    type
    createdAt
    sinceRevisionNumber
    untilRevisionNumber
    byteSize
  }
`);

/** Section about the origin of an item: dates, revisions and size. */
export function Provenance(props: { item: FragmentType<typeof ProvenanceFragment> }) {
  const { type, createdAt, sinceRevisionNumber, untilRevisionNumber, byteSize } = readFragment(
    ProvenanceFragment,
    props.item,
  );
  return (
    <InspectorSection title={strings.details}>
      <dl className={styles.facts}>
        <Fact name={strings.type}>{strings.types[type]}</Fact>
        <Fact name={strings.created}>
          <time dateTime={createdAt}>{formatDateTime(createdAt)}</time>
        </Fact>
        <Fact name={strings.revisions}>
          {untilRevisionNumber
            ? strings.between(sinceRevisionNumber, untilRevisionNumber - 1)
            : strings.since(sinceRevisionNumber)}
        </Fact>
        <Fact name={strings.size}>
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
