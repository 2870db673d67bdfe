import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useClient } from 'urql';
import { loadOnce } from '../data/load-once.ts';
import { type FragmentType, graphql, readFragment } from '../gql/index.ts';
import { readShape } from '../viewers/annotation-shape.ts';
import {
  ActiveAnnotationContext,
  AnnotationsContext,
  groupByLabel,
  type ViewedAnnotation,
} from '../viewers/annotations.ts';
import { useAllPages } from '../viewers/use-all-pages.ts';

const ViewedAnnotationFragment = graphql(`
  fragment ViewedAnnotation_annotation on Annotation {
    id
    kind
    label
    confidence
    note
    source
    geometry
  }
`);

const AnnotationsProviderFragment = graphql(`
  fragment AnnotationsProvider_item on Item {
    id
    annotations(first: 100) {
      edges {
        node {
          ...ViewedAnnotation_annotation
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const MoreAnnotationsQuery = graphql(`
  query MoreAnnotations($id: ID!, $after: String!) {
    node(id: $id) {
      ... on Item {
        id
        annotations(first: 100, after: $after) {
          edges {
            node {
              ...ViewedAnnotation_annotation
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

const maxAnnotations = 5_000;

/** Provides the annotations of an item, and which of them are visible, to the stage and the inspector. */
export function AnnotationsProvider(props: {
  item: FragmentType<typeof AnnotationsProviderFragment>;
  children: ReactNode;
}) {
  const { id, annotations } = readFragment(AnnotationsProviderFragment, props.item);
  const client = useClient();
  const loadPage = useCallback(
    async (after: string, signal: AbortSignal) => {
      const { node } = await loadOnce(client, MoreAnnotationsQuery, { id, after }, signal);
      return node && 'annotations' in node ? node.annotations : null;
    },
    [client, id],
  );
  const { nodes } = useAllPages(annotations, loadPage, maxAnnotations);
  const groups = useMemo(() => groupByLabel(nodes.map(toViewed)), [nodes]);

  // Labels that the user has hidden. They stay hidden for the next items, because users often look for one label in
  // many items.
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((label: string) => {
    setHidden((before) => {
      const after = new Set(before);
      if (!after.delete(label)) after.add(label);
      return after;
    });
  }, []);
  const [activeId, setActive] = useState<string>();
  const [chosen, setChosen] = useState<{ annotation: ViewedAnnotation }>();
  const view = useMemo(() => ({ groups, hidden, toggle }), [groups, hidden, toggle]);
  const active = useMemo(
    () => ({ activeId, setActive, chosen, choose: (annotation: ViewedAnnotation) => setChosen({ annotation }) }),
    [activeId, chosen],
  );
  return (
    <AnnotationsContext value={view}>
      <ActiveAnnotationContext value={active}>{props.children}</ActiveAnnotationContext>
    </AnnotationsContext>
  );
}

function toViewed(node: FragmentType<typeof ViewedAnnotationFragment>): ViewedAnnotation {
  const { id, kind, label, confidence, note, source, geometry } = readFragment(ViewedAnnotationFragment, node);
  return { id, label, confidence: confidence ?? null, note: note ?? null, source, shape: readShape(kind, geometry) };
}
