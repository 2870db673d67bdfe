import { useParams, useRouter } from '@tanstack/react-router';
import { Braces, Images, Search } from 'lucide-react';
import { useMemo } from 'react';
import { goToGraphiql, hasGraphiql } from '../data/graphiql.ts';
import { useCommands } from './commands.ts';
import { placesIn } from './places.tsx';
import * as strings from './strings.ts';
import type { Viewer } from './viewer.ts';

/** Adds the pages that a member can open to the palette. */
export function useNavigationCommands(viewer: Viewer | undefined): void {
  const router = useRouter();
  const { org } = useParams({ strict: false });
  useCommands(
    useMemo(() => {
      const organizations = viewer?.organizations ?? [];
      const role = organizations.find(({ slug }) => slug === org)?.role;
      const go = (to: string) => () => void router.navigate({ to });
      return [
        ...(org && role
          ? [
              {
                id: 'search',
                label: strings.searchItems,
                icon: <Search size={16} />,
                group: strings.goTo,
                takesQuery: true,
                run: (q: string) =>
                  void router.navigate({ to: '/o/$org/search', params: { org }, search: q ? { q } : {} }),
              },
            ]
          : []),
        ...(org && role
          ? placesIn(org, role).map(({ id, label, icon, to }) => ({
              id: `go-${id}`,
              label,
              icon,
              group: strings.goTo,
              run: go(to),
            }))
          : []),
        ...(hasGraphiql && organizations.length > 0
          ? [
              {
                id: 'graphiql',
                label: strings.openGraphiql,
                icon: <Braces size={16} />,
                group: strings.goTo,
                run: goToGraphiql,
              },
            ]
          : []),
        ...organizations.map(({ slug, name }) => ({
          id: `datasets-${slug}`,
          label: strings.datasetsOf(name),
          icon: <Images size={16} />,
          group: strings.goTo,
          run: go(`/o/${slug}`),
        })),
      ];
    }, [router, org, viewer]),
  );
}
