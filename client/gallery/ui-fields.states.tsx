import { Inbox, Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ignore } from './each.tsx';
import { arabic, longName, longWord, sentences } from './fixtures/words.ts';
import { Wide } from './framed.tsx';
import type { StatesIn } from './state.ts';

interface Bird {
  name: string;
  place: string;
  count: number;
}

const birds: readonly Bird[] = [
  { name: 'Grey heron', place: 'North bank', count: 12 },
  { name: longName, place: longWord, count: 1_200 },
  { name: arabic, place: '', count: 0 },
];
const columns: readonly Column<Bird>[] = [
  { id: 'name', title: 'Name', cell: ({ name }) => name, isFlexible: true },
  { id: 'place', title: 'Place', cell: ({ place }) => place },
  { id: 'count', title: 'Count', cell: ({ count }) => count, isNumber: true },
];

const years = Array.from({ length: 24 }, (_, i) => ({
  id: String(i),
  title: String(2001 + i),
  isNumber: true,
  cell: () => i * 37,
}));

export const fields: Pick<StatesIn<'ui'>, 'ui/select-field' | 'ui/states' | 'ui/table' | 'ui/text-field'> = {
  'ui/select-field': {
    SelectField: {
      plain: selectField({}),
      hint: selectField({ hint: 'Viewers can read all datasets.' }),
      'without a label': selectField({ isLabelHidden: true }),
      disabled: selectField({ disabled: true }),
      'long value': selectField({ options: [{ value: 'viewer', label: longName }] }),
    },
  },
  'ui/text-field': {
    TextField: {
      empty: <TextField label="Name" placeholder="heron" />,
      filled: <TextField label="Name" defaultValue="Grey heron" />,
      hint: <TextField label="Password" type="password" defaultValue="a secret" hint="At least 10 characters." />,
      error: <TextField label="E-mail" defaultValue="alice@" error="This is not an e-mail address." />,
      large: <TextField label="E-mail" isLarge defaultValue="alice@lumen.example" />,
      'read only': <TextField label="E-mail" readOnly value="alice@lumen.example" />,
      disabled: <TextField label="Name" disabled defaultValue="Grey heron" />,
      search: (
        <TextField
          label="Search"
          isLabelHidden
          type="search"
          placeholder="Search"
          icon={<Search size={14} aria-hidden />}
          suffix={<Kbd keys="/" />}
        />
      ),
      date: <TextField label="From" type="date" defaultValue="2026-03-01" />,
      'long text': <TextField label={longName} defaultValue={longWord} hint={sentences} />,
      'right to left': <TextField label="Title" dir="auto" defaultValue={arabic} />,
    },
  },
  'ui/states': {
    EmptyState: {
      'title only': (
        <Wide>
          <EmptyState title="No members" />
        </Wide>
      ),
      'with an action': (
        <Wide>
          <EmptyState icon={<Inbox size={20} />} title="No items match" action={<Button>Clear filters</Button>}>
            Change or clear the filters to see more items.
          </EmptyState>
        </Wide>
      ),
      'long text': (
        <Wide>
          <EmptyState icon={<Inbox size={20} />} title={longName}>
            {longWord} {sentences}
          </EmptyState>
        </Wide>
      ),
    },
    ErrorState: {
      'request id': (
        <Wide>
          <ErrorState
            error={{ code: 'INTERNAL_SERVER_ERROR', message: 'Unexpected error', requestId: '0199f0c2-7c1e-7a3b-9d55' }}
            onRetry={ignore}
          />
        </Wide>
      ),
      'code only': (
        <Wide>
          <ErrorState
            title="Couldn’t load this item"
            error={{ code: 'OFFLINE', message: 'Couldn’t reach the server.' }}
          />
        </Wide>
      ),
      'long message': (
        <Wide>
          <ErrorState error={{ code: 'INVALID_INPUT', message: longWord, requestId: longWord }} onRetry={ignore} />
        </Wide>
      ),
    },
  },
  'ui/table': {
    Table: {
      rows: (
        <Wide>
          <Table caption="Birds" columns={columns} rows={birds} rowKey={({ name }) => name} />
        </Wide>
      ),
      'too wide': (
        <Wide>
          <Table
            caption="Birds by year"
            columns={[...columns, ...years]}
            rows={birds.slice(0, 1)}
            rowKey={({ name }) => name}
          />
        </Wide>
      ),
    },
  },
};

function selectField(props: Partial<ComponentProps<typeof SelectField>>) {
  return (
    <SelectField
      label="Role"
      value="viewer"
      options={[
        { value: 'viewer', label: 'Viewer' },
        { value: 'admin', label: 'Admin' },
      ]}
      onChange={ignore}
      {...props}
    />
  );
}
