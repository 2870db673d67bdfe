import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { measureAsset } from '#domain/assets/measure-asset.ts';
import { tableFormatOf } from '#formats/tables/table-format.ts';
import { readTable } from '../../media/tables/read-table.ts';
import type { ReadTable } from '../../media/tables/table-request.ts';
import type { Step } from '../step.ts';

/** Reads the columns and first rows of a table, and counts its rows. Of Parquet it reads only the parts for that. */
export const summarizeTable: Step = {
  task: 'summarizeTable',
  isQuick: false,
  async run({ asset, file, signal, ...context }) {
    const { contentType } = asset;
    const format = tableFormatOf(contentType);
    if (!format) throw new Error(`${contentType} is no table.`);
    const request = { byteSize: Number(asset.byteSize), contentType, format };
    const table = await readTable(request, (start, end) => file.range(start, end), signal);
    await attachDerivedAsset(context, asset, {
      role: 'TABLE_SUMMARY',
      contentType: 'application/json',
      bytes: Buffer.from(JSON.stringify(table.summary)),
    });
    await measureAsset(context, asset, { tableShape: table.shape });
    return noteOn(table);
  },
};

function noteOn({ shape, invalidRowCount, detectedEncoding }: ReadTable): string | null {
  const notes = [
    detectedEncoding !== null && `The encoding is not declared. ${detectedEncoding} was detected.`,
    invalidRowCount > 0 && `${invalidRowCount} lines are not valid JSON, and are shown as text.`,
    shape.rowCount === null && 'The table is too long to count its rows.',
  ];
  return notes.filter((note) => note !== false).join(' ') || null;
}
