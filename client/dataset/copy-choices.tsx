import { Braces, Code, FileCode, SquareArrowOutUpRight, SquareTerminal } from 'lucide-react';
import { basePath } from '../data/base-path.ts';
import type { MenuItem, MenuSection } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import { asCurl, asGraphQL, asOneQuery, asPython, asTypeScript } from './copy-as.ts';
import type { ItemList } from './item-list.ts';

/** The list on the screen as a program would ask for it, as sections of a menu. */
export function copyChoices(list: ItemList): readonly MenuSection[] {
  const origin = window.location.origin + basePath;
  const { query, variables } = asGraphQL(list);
  const choices = [
    {
      name: 'GraphQL',
      icon: <Braces size={15} />,
      text: `${query}\n\n# Variables\n${variables.replaceAll(/^/gm, '# ')}`,
    },
    { name: 'cURL', icon: <SquareTerminal size={15} />, text: asCurl(list, origin) },
    { name: 'Python', icon: <FileCode size={15} />, text: asPython(list, origin) },
    { name: 'TypeScript', icon: <Code size={15} />, text: asTypeScript(list, origin) },
  ];
  return [
    {
      title: 'Copy as',
      items: choices.map(
        ({ name, icon, text }): MenuItem => ({ id: name, label: name, icon, onSelect: () => void copy(text, name) }),
      ),
    },
    {
      items: [
        {
          id: 'graphiql',
          label: 'Open in GraphiQL',
          icon: <SquareArrowOutUpRight size={15} />,
          onSelect: () => {
            window.open(`${basePath}/graphiql?query=${encodeURIComponent(asOneQuery(list))}`, '_blank', 'noopener');
          },
        },
      ],
    },
  ];
}

async function copy(text: string, name: string) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`Copied as ${name}`);
  } catch {
    toast('Couldn’t copy. The browser doesn’t allow it here.', 'danger');
  }
}
