import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { nameOfItem } from '../ui/item-name.ts';
import * as strings from './strings.ts';
import { TextPane } from './text-pane.tsx';

const TextViewerFragment = graphql(`
  fragment TextViewer_item on Item {
    key
    title
    content {
      __typename
      primary {
        id
        filename
        contentType
        byteSize
        signedUrl {
          url
          expiresInSeconds
        }
      }
    }
  }
`);

/** Viewer for text and code, with annotated parts marked. */
export function TextViewer(props: { item: FragmentType<typeof TextViewerFragment> }) {
  const { content, title, key } = readFragment(TextViewerFragment, props.item);
  const { primary } = content;
  return <TextPane file={primary} name={primary.filename ?? key} label={strings.textOf(nameOfItem({ title, key }))} />;
}
