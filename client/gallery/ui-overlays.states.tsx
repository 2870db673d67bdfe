import { ExternalLink, LogOut, Moon, Sun } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Menu, type MenuSection } from '../ui/menu.tsx';
import { Popover } from '../ui/popover.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Toaster, toast } from '../ui/toast.tsx';
import { TooltipLayer } from '../ui/tooltip-layer.tsx';
import { ignore } from './each.tsx';
import { arabic, invisible, longName, longWord, sentences } from './fixtures/words.ts';
import { Framed } from './framed.tsx';
import { Opened } from './opened.tsx';
import type { StatesIn } from './state.ts';
import { Until } from './until.tsx';

const sections: readonly MenuSection[] = [
  {
    title: 'Theme',
    items: [
      { id: 'light', label: 'Light', icon: <Sun size={15} />, isChecked: true, onSelect: ignore },
      { id: 'dark', label: 'Dark', icon: <Moon size={15} />, isChecked: false, onSelect: ignore },
    ],
  },
  {
    items: [
      { id: 'open', label: 'Open', icon: <ExternalLink size={15} />, keys: 'O', onSelect: ignore },
      { id: 'role', label: 'Lumen Archive', note: 'owner', onSelect: ignore },
      { id: 'out', label: 'Sign out', icon: <LogOut size={15} />, tone: 'danger', onSelect: ignore },
    ],
  },
];

export const overlays: Pick<
  StatesIn<'ui'>,
  'ui/dialog' | 'ui/menu' | 'ui/popover' | 'ui/toast' | 'ui/tooltip-layer'
> = {
  'ui/dialog': {
    Dialog: {
      'with a footer': (
        <Framed height={320}>
          <Dialog
            isOpen
            onClose={ignore}
            title="Create a token"
            size="s"
            footer={<Button tone="primary">Create</Button>}
          >
            <TextField label="Name" />
          </Dialog>
        </Framed>
      ),
      'without a title bar': (
        <Framed height={240}>
          <Dialog isOpen onClose={ignore} title="Commands" isTitleHidden>
            <div style={{ padding: 16 }}>{sentences}</div>
          </Dialog>
        </Framed>
      ),
      'long text': (
        <Framed height={420}>
          <Dialog isOpen isText onClose={ignore} title={invisible + longWord} size="l" footer={<Button>Close</Button>}>
            {`${sentences} `.repeat(24)}
          </Dialog>
        </Framed>
      ),
    },
  },
  'ui/menu': {
    Menu: {
      open: (
        <Framed height={280}>
          <Opened>
            <Menu
              label="Account"
              header="Alice Moreau"
              sections={sections}
              renderTrigger={(props) => <Button {...props}>Menu</Button>}
            />
          </Opened>
        </Framed>
      ),
      'long labels': (
        <Framed height={160}>
          <Opened>
            <Menu
              label="Organizations"
              sections={[
                {
                  title: 'Organizations',
                  items: [longName, arabic].map((label) => ({
                    id: label,
                    label,
                    note: 'publisher',
                    isChecked: label === arabic,
                    onSelect: ignore,
                  })),
                },
              ]}
              renderTrigger={(props) => <Button {...props}>Menu</Button>}
            />
          </Opened>
        </Framed>
      ),
    },
  },
  'ui/popover': {
    Popover: {
      open: (
        <Framed height={160}>
          <Opened>
            <Popover label="More" renderTrigger={(props) => <Button {...props}>More</Button>}>
              <p style={{ maxWidth: 260, padding: 8 }}>{sentences}</p>
            </Popover>
          </Opened>
        </Framed>
      ),
    },
  },
  'ui/toast': {
    Toaster: {
      'three messages': (
        <Framed height={240}>
          <Toasts messages={[['Copied as cURL'], ['Couldn’t export the log.', 'danger'], [longName]]} />
        </Framed>
      ),
      'a long word': (
        <Framed height={160}>
          <Toasts messages={[[longWord]]} />
        </Framed>
      ),
    },
  },
  'ui/tooltip-layer': {
    TooltipLayer: {
      'with keys': (
        <Framed height={120}>
          <Tooltip text="Next item" keys="→" />
        </Framed>
      ),
      'long text': (
        <Framed height={200}>
          <Tooltip text={`${longWord} ${sentences}`} />
        </Framed>
      ),
    },
  },
};

function Toasts({ messages }: { messages: readonly Parameters<typeof toast>[] }) {
  useEffect(() => {
    // Keeps the messages visible, because their timers never start.
    const setTimeout = window.setTimeout.bind(window);
    Object.assign(window, { setTimeout: () => 0 });
    for (const message of messages) toast(...message);
    Object.assign(window, { setTimeout });
  }, [messages]);
  return (
    <Until selector=":popover-open">
      <Toaster />
    </Until>
  );
}

function Tooltip({ text, keys }: { text: string; keys?: string }) {
  useEffect(() => {
    document.querySelector('[data-tip]')?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  }, []);
  return (
    <Until selector=":popover-open">
      <Button data-tip={text} data-tip-keys={keys}>
        Under the pointer
      </Button>
      <TooltipLayer />
    </Until>
  );
}
