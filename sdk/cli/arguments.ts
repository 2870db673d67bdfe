import { InvalidArgumentError } from 'commander';
import { UsageError } from './terminal.ts';

/** Returns an argument parser for commander that accepts whole numbers within bounds. */
export function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

export interface DatasetName {
  organization: string;
  dataset: string;
  revision?: number;
}

/** Parses a dataset name such as `lumen/birds` or `lumen/birds@3`. */
export function parseDatasetName(text: string): DatasetName {
  const match = /^([^/@\s]+)\/([^/@\s]+?)(?:@(\d{1,9}))?$/.exec(text);
  const [, organization, dataset, revision] = match ?? [];
  if (!organization || !dataset) {
    throw new UsageError(`${JSON.stringify(text)} is not a dataset name. Use the form lumen/birds or lumen/birds@3.`);
  }
  return { organization, dataset, ...(revision !== undefined && { revision: Number(revision) }) };
}
