import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { nameOfItem } from '../ui/item-name.ts';
import { PdfPages } from './pdf-pages.tsx';

const DocumentViewerFragment = graphql(`
  fragment DocumentViewer_item on Item {
    key
    title
    content {
      __typename
      primary {
        id
        filename
        byteSize
        contentType
        signedUrl {
          url
          expiresInSeconds
        }
      }
    }
  }
`);

/** Shows a document page by page. */
export function DocumentViewer(props: { item: FragmentType<typeof DocumentViewerFragment> }) {
  const { title, key, content } = readFragment(DocumentViewerFragment, props.item);
  const { primary } = content;
  return <PdfPages file={primary} filename={primary.filename ?? key} title={nameOfItem({ title, key })} />;
}
