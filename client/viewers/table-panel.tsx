import { Search } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { formatByteSize } from '../ui/format.ts';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { toast } from '../ui/toast.tsx';
import { CannotShow } from './cannot-show.tsx';
import { EncodingNote } from './encoding-note.tsx';
import * as strings from './strings.ts';
import type { TableClient } from './table-client.ts';
import { TableGrid } from './table-grid.tsx';
import type { Arrangement, TableState } from './table-messages.ts';
import styles from './table-panel.module.css';
import type { TextFile } from './use-signed-text.ts';
import { useTable } from './use-table.ts';

interface TablePanelProps {
  file: TextFile;
  name: string;
}

/** A table of any size: filter, grid, and a line that says how much of it was read. */
export function TablePanel({ file, name }: TablePanelProps) {
  const { client, state, failure, retry } = useTable(file, name);
  const download = { asset: file.id, filename: name };
  if (failure === 'NOT_LOADED') return <CannotShow file={download} onRetry={retry} />;
  if (failure) {
    return (
      <CannotShow title={strings.cannotShowTable} file={download}>
        {strings.tableFaults[failure]}
      </CannotShow>
    );
  }
  if (!state) return <output className={styles.note}>{strings.loading}</output>;
  if (state.columns.length === 0) return <p className={styles.note}>{strings.emptyFile}</p>;
  return <ReadTable key={file.id} client={client} state={state} byteSize={file.byteSize} name={name} />;
}

const maxListedColumns = 500;
const everyColumn = '';

function ReadTable(props: { client: TableClient; state: TableState; byteSize: number; name: string }) {
  const { client, state, byteSize, name } = props;
  const [sort, setSort] = useState<Arrangement['sort']>(null);
  const [text, setText] = useState('');
  const [column, setColumn] = useState(everyColumn);
  const filterText = useDeferredValue(text);
  const [arrangement, setArrangement] = useState(0);
  const isArranged = useRef(false);

  useEffect(() => {
    const filter =
      filterText.trim() === '' ? null : { text: filterText, column: column === everyColumn ? null : Number(column) };
    if (!sort && !filter && !isArranged.current) return;
    isArranged.current = true;
    client.ask('arrange', { sort, filter }).then(
      () => setArrangement((count) => count + 1),
      () => toast(strings.arrangeFailed, 'danger'),
    );
  }, [client, sort, filterText, column]);

  return (
    <div className={styles.panel}>
      {state.canArrange && (
        <div className={styles.bar}>
          <TextField
            label={strings.filterRows}
            isLabelHidden
            type="search"
            icon={<Search size={14} aria-hidden />}
            placeholder={strings.filterRows}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className={styles.filter}
          />
          <SelectField
            label={strings.filterColumn}
            isLabelHidden
            value={column}
            onChange={setColumn}
            options={[
              { value: everyColumn, label: strings.allColumns },
              ...state.columns.slice(0, maxListedColumns).map((each, index) => ({
                value: String(index),
                label: each.name,
              })),
            ]}
            className={styles.choice}
          />
        </div>
      )}
      <TableGrid
        client={client}
        state={state}
        name={name}
        arrangement={arrangement}
        sort={sort}
        {...(state.canArrange && { onSort: setSort })}
      />
      <footer className={styles.footer}>
        <output>{rowsRead(state)}</output>
        {state.invalidRowCount > 0 && <span>{strings.invalidRows(state.invalidRowCount)}</span>}
        <EncodingNote encoding={state.encoding ?? undefined} className={styles.encoding} />
        {!state.canArrange && <span>{strings.tooLargeToSort(formatByteSize(byteSize))}</span>}
      </footer>
    </div>
  );
}

function rowsRead({ shownRowCount, foundRowCount, columns, isComplete, foundShare }: TableState): string {
  if (!isComplete) return strings.rowsSoFar(foundRowCount, foundShare);
  return shownRowCount === foundRowCount
    ? strings.tableSize(foundRowCount, columns.length)
    : strings.filteredRows(shownRowCount, foundRowCount);
}
