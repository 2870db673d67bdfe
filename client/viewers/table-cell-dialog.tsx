import { useEffect, useState } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import * as strings from './strings.ts';
import styles from './table-cell-dialog.module.css';
import type { TableReader } from './table-client.ts';
import type { CellPlace } from './table-layout.ts';
import type { WholeCell } from './table-messages.ts';

interface TableCellDialogProps {
  client: TableReader;
  place: CellPlace;
  column: string;
  onClose: () => void;
}

/** The whole value of a cell, as text. Lists and objects are shown as JSON. */
export function TableCellDialog({ client, place, column, onClose }: TableCellDialogProps) {
  const [cell, setCell] = useState<WholeCell | 'failed'>();
  const { row, column: index } = place;
  useEffect(() => {
    let isCurrent = true;
    client.ask('cell', { row, column: index }).then(
      (found) => isCurrent && setCell(found),
      () => isCurrent && setCell('failed'),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, row, index]);
  return (
    <Dialog isOpen isText onClose={onClose} title={strings.cellTitle(column, row + 1)} size="l">
      {cell === undefined && <output>{strings.loading}</output>}
      {cell === 'failed' && <p role="alert">{strings.rowsNotLoaded}</p>}
      {typeof cell === 'object' && (
        <>
          <p className={styles.facts}>
            {cell.isCut ? strings.cellBeginning : strings.characterCount(cell.text.length)}
            <CopyButton text={cell.text} />
          </p>
          <pre dir="auto" className={cell.isNested ? styles.nested : styles.text}>
            {cell.text}
          </pre>
        </>
      )}
    </Dialog>
  );
}
