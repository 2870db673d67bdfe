import { Braces, Code, FileCode, SquareArrowOutUpRight, SquareTerminal } from 'lucide-react';
import type { ReactNode } from 'react';
import { basePath } from '../data/base-path.ts';
import { hasGraphiql } from '../data/graphiql.ts';
import type { ItemList } from '../item/item-list.ts';
import type { MenuItem, MenuSection } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import * as strings from './strings.ts';

// Loads the texts on the first copy, because the first page does not need them.
const loadTexts = () => import('./copy-as.ts');
type Texts = Awaited<ReturnType<typeof loadTexts>>;

const choices: readonly { name: string; icon: ReactNode; write: (texts: Texts, list: ItemList) => string }[] = [
  { name: 'GraphQL', icon: <Braces size={15} />, write: ({ asGraphQLText }, list) => asGraphQLText(list) },
  { name: 'cURL', icon: <SquareTerminal size={15} />, write: ({ asCurl }, list) => asCurl(list, origin()) },
  { name: 'Python', icon: <FileCode size={15} />, write: ({ asPython }, list) => asPython(list, origin()) },
  { name: 'TypeScript', icon: <Code size={15} />, write: ({ asTypeScript }, list) => asTypeScript(list, origin()) },
];

const origin = () => window.location.origin + basePath;

/** Returns menu sections that copy the current list as code that requests it. */
export function copyChoices(list: ItemList): readonly MenuSection[] {
  return [
    {
      title: strings.copyAs,
      items: choices.map(
        ({ name, icon, write }): MenuItem => ({
          id: name,
          label: name,
          icon,
          onSelect: () => void copy(name, async () => write(await loadTexts(), list)),
        }),
      ),
    },
    ...(hasGraphiql
      ? [
          {
            items: [
              {
                id: 'graphiql',
                label: strings.openInGraphiql,
                icon: <SquareArrowOutUpRight size={15} />,
                onSelect: () => void openInGraphiql(list),
              },
            ],
          },
        ]
      : []),
  ];
}

async function openInGraphiql(list: ItemList) {
  const { asOneQuery } = await loadTexts();
  window.open(`${basePath}/graphiql?query=${encodeURIComponent(asOneQuery(list))}`, '_blank', 'noopener');
}

async function copy(name: string, write: () => Promise<string>) {
  try {
    // Passes a promise of the text, because Safari allows access to the clipboard only during the click.
    const blob = write().then((text) => new Blob([text], { type: 'text/plain' }));
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    toast(strings.copied(name));
  } catch {
    toast(strings.copyFailed, 'danger');
  }
}
