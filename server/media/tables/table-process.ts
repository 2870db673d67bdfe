import { openTable } from '#formats/tables/open-table.ts';
import { shapeOf, summarizeTable } from '#formats/tables/summarize-table.ts';
import type { TableBytes } from '#formats/tables/table-file.ts';
import { UnreadableTable } from '#formats/tables/unreadable-table.ts';
import { maxCountedByteSize } from '../limits.ts';
import type { FoundRange, ReadTable, TableMessage, TableRequest } from './table-request.ts';

/*
 * A process that reads one table for the worker that started it. It has no file: it asks the worker for ranges. A file
 * that fills the memory or takes too long therefore stops only this process.
 */

const waiting = new Map<number, (bytes: ArrayBuffer) => void>();
let lastId = 0;

process.on('disconnect', () => process.exit());
process.on('message', (message: TableRequest | FoundRange) => {
  if ('format' in message) {
    void answer(message).then(send);
    return;
  }
  waiting.get(message.id)?.(Uint8Array.from(message.bytes).buffer);
  waiting.delete(message.id);
});

function send(message: TableMessage): void {
  process.send!(message);
}

async function answer({ byteSize, contentType, format }: TableRequest): Promise<TableMessage> {
  const bytes: TableBytes = {
    byteLength: byteSize,
    slice: (start, end) =>
      new Promise((resolve) => {
        const id = (lastId += 1);
        waiting.set(id, resolve);
        send({ range: { id, start, end: Math.min(end, byteSize) } });
      }),
  };
  try {
    const table = await openTable(bytes, format, contentType);
    // Before the rows are counted, because only the first ones are kept.
    const summary = await summarizeTable(table, format);
    while (!table.isComplete && table.foundShare * byteSize < maxCountedByteSize) await table.findMore();
    const shape = shapeOf(table);
    const columns = summary.columns.map((column, index) => ({ ...column, type: shape.columns[index]!.type }));
    const { encoding } = table;
    return {
      table: {
        shape,
        summary: { ...summary, rowCount: shape.rowCount, columnCount: shape.columnCount, columns },
        invalidRowCount: table.invalidRowCount,
        detectedEncoding: encoding?.source === 'DETECTED' ? encoding.label : null,
      } satisfies ReadTable,
    };
  } catch (error) {
    if (error instanceof UnreadableTable)
      return { fault: error.fault, details: error.cause instanceof Error ? error.cause.message : '' };
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
