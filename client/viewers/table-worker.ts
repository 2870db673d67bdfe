import { openTable } from '#formats/tables/open-table.ts';
import type { TableBytes } from '#formats/tables/table-file.ts';
import { UnreadableTable } from '#formats/tables/unreadable-table.ts';
import type { FromWorker, TableTask, TableTasks, ToWorker } from './table-messages.ts';
import { TableView } from './table-view.ts';

/* A web worker that reads one table. It asks the page for bytes, because the page has the signed URLs. */

/** The page could not load bytes of the file. */
class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
}

const waiting = new Map<number, (bytes: ArrayBuffer | null) => void>();
let lastRangeId = 0;
let view: TableView | undefined;

const send = (message: FromWorker) => postMessage(message);

function bytesOf(byteLength: number): TableBytes {
  return {
    byteLength,
    slice: (start, end) =>
      new Promise((resolve, reject) => {
        if (end <= start) return resolve(new ArrayBuffer(0));
        const rangeId = (lastRangeId += 1);
        waiting.set(rangeId, (bytes) => (bytes ? resolve(bytes) : reject(new NotLoaded())));
        return send({ rangeId, start, end: Math.min(end, byteLength) });
      }),
  };
}

type Run<Task extends TableTask> = (
  input: TableTasks[Task]['input'],
) => Promise<TableTasks[Task]['output']> | TableTasks[Task]['output'];

const opened = () => {
  if (!view) throw new NotLoaded();
  return view;
};

const tasks: { [Task in TableTask]: Run<Task> } = {
  async open({ byteSize, contentType, format }) {
    view = new TableView(await openTable(bytesOf(byteSize), format, contentType), byteSize);
    return null;
  },
  async findMore() {
    await opened().findMore();
    return null;
  },
  read: (range) => opened().read(range),
  cell: ({ row, column }) => opened().cell(row, column),
  copy: ({ format, ...range }) => opened().copy(range, format),
  async arrange(arrangement) {
    await opened().arrange(arrangement);
    return null;
  },
  figures: ({ columnStart, columnEnd }) => opened().figures(columnStart, columnEnd),
};

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('rangeId' in data) {
    waiting.get(data.rangeId)?.(data.bytes);
    waiting.delete(data.rangeId);
    return;
  }
  const { id } = data;
  Promise.resolve()
    .then(() => (tasks[data.task] as Run<TableTask>)(data.input))
    .then((output) => send({ id, output, state: opened().state }))
    .catch((error: unknown) => {
      const fault =
        error instanceof UnreadableTable ? error.fault : error instanceof NotLoaded ? 'NOT_LOADED' : 'UNKNOWN';
      if (fault === 'UNKNOWN') console.error(error);
      send({ id, fault });
    });
});
