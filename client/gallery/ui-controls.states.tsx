import { Download, Filter, LayoutGrid, List, Rows3 } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button, IconButton } from '../ui/button.tsx';
import { Chip, type ChipTone, ToggleChip } from '../ui/chip.tsx';
import { CommandLine } from '../ui/command-line.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { CountBar, FacetGroup } from '../ui/facet.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Spacer, StatusLine, Toolbar } from '../ui/toolbar.tsx';
import { each, ignore, Row } from './each.tsx';
import { arabic, longName, longWord } from './fixtures/words.ts';
import { Wide } from './framed.tsx';
import type { StatesIn } from './state.ts';

const tones: Record<NonNullable<ComponentProps<typeof Button>['tone']>, true> = {
  primary: true,
  neutral: true,
  quiet: true,
  danger: true,
};
const chipTones: Record<ChipTone, true> = { neutral: true, accent: true, success: true, warning: true, danger: true };

export const controls: Pick<
  StatesIn<'ui'>,
  | 'ui/button'
  | 'ui/chip'
  | 'ui/command-line'
  | 'ui/copy-button'
  | 'ui/facet'
  | 'ui/segmented-control'
  | 'ui/tabs'
  | 'ui/toolbar'
> = {
  'ui/button': {
    Button: {
      ...each(tones, (tone) => (
        <Row>
          <Button tone={tone}>Publish</Button>
          <Button tone={tone} icon={<Download size={14} />}>
            Download
          </Button>
          <Button tone={tone} disabled>
            Disabled
          </Button>
          <Button tone={tone} isBusy>
            Busy
          </Button>
        </Row>
      )),
      sizes: (
        <Row>
          <Button size="s">Small</Button>
          <Button>Medium</Button>
          <Button size="l">Large</Button>
        </Row>
      ),
    },
    IconButton: {
      states: (
        <Row>
          <IconButton label="Filter" icon={<Filter size={15} />} />
          <IconButton label="Filter, on" icon={<Filter size={15} />} isPressed />
          <IconButton label="Filter, disabled" icon={<Filter size={15} />} disabled />
          <IconButton label="Filter, small" icon={<Filter size={13} />} size="s" />
        </Row>
      ),
    },
  },
  'ui/chip': {
    Chip: {
      ...each(chipTones, (tone) => (
        <Row>
          <Chip tone={tone}>coast</Chip>
          <Chip tone={tone} isMono>
            r12
          </Chip>
          <Chip tone={tone} onRemove={ignore} removeLabel={`Remove ${tone}`}>
            Tag: heron
          </Chip>
        </Row>
      )),
      'long text': <Chip onRemove={ignore}>{longName}</Chip>,
      'right to left': <Chip>{arabic}</Chip>,
    },
    ToggleChip: {
      states: (
        <Row>
          <ToggleChip isOn={false} onToggle={ignore}>
            Off
          </ToggleChip>
          <ToggleChip isOn onToggle={ignore}>
            On
          </ToggleChip>
        </Row>
      ),
    },
  },
  'ui/command-line': {
    CommandLine: {
      short: <CommandLine command="vitrine publish ./birds" />,
      long: (
        <CommandLine command="vitrine publish ./photographs --dataset lumen/field-photographs --message 'Spring'" />
      ),
    },
  },
  'ui/copy-button': { CopyButton: { plain: <CopyButton text="heron/0001" /> } },
  'ui/facet': {
    FacetGroup: { 'with a row': <FacetGroup title="Tags">{countBar({})}</FacetGroup> },
    CountBar: {
      off: countBar({}),
      on: countBar({ isOn: true }),
      none: countBar({ count: 0 }),
      'none, but on': countBar({ count: 0, isOn: true }),
      'with an icon': countBar({ icon: <List size={13} />, count: 1_200_000 }),
      'long label': countBar({ label: longWord }),
      'right to left': countBar({ label: arabic }),
    },
  },
  'ui/segmented-control': {
    SegmentedControl: {
      icons: (
        <SegmentedControl
          label="View"
          value="grid"
          options={[
            { value: 'grid', label: 'Grid', icon: <LayoutGrid size={14} /> },
            { value: 'list', label: 'List', icon: <Rows3 size={14} /> },
          ]}
          onChange={ignore}
        />
      ),
      words: (
        <SegmentedControl
          label="Changes"
          value="ALL"
          options={[
            { value: 'ALL', label: 'All' },
            { value: 'ADDED', label: 'Added 12' },
            { value: 'REMOVED', label: 'Removed 3' },
          ]}
          onChange={ignore}
        />
      ),
    },
  },
  'ui/tabs': {
    Tabs: {
      'with counts': (
        <Tabs
          label="Parts"
          value="items"
          tabs={[
            { value: 'items', label: 'Items', count: 49 },
            { value: 'moments', label: 'Moments', count: 3 },
            { value: 'other', label: 'Other' },
          ]}
          onChange={ignore}
        >
          Panel of the items
        </Tabs>
      ),
    },
  },
  'ui/toolbar': {
    Toolbar: {
      buttons: (
        <Wide>
          <Toolbar label="Zoom">
            <Button>One</Button>
            <Button>Two</Button>
          </Toolbar>
        </Wide>
      ),
    },
    Spacer: {
      'between buttons': (
        <Wide>
          <Toolbar label="Steps">
            <Button>Back</Button>
            <Spacer />
            <Button>Next</Button>
          </Toolbar>
        </Wide>
      ),
    },
    StatusLine: {
      'both ends': (
        <Wide>
          <StatusLine end="Published 2 hours ago">1–24 of 1,200 items</StatusLine>
        </Wide>
      ),
      'long text': (
        <Wide>
          <StatusLine end={longName}>{longName}</StatusLine>
        </Wide>
      ),
    },
  },
};

function countBar(props: Partial<ComponentProps<typeof CountBar>>) {
  return <CountBar label="heron" count={128} maxCount={300} isOn={false} onToggle={ignore} {...props} />;
}
