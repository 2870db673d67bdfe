import { expect, test } from 'vitest';
import { idOf } from '#tests/kit/mutate.ts';
import { itemFor } from '#tests/kit/publish.ts';
import { cry, exportHelpers, parsed, singer } from './testing/export-helpers.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();
const { datasetWith, start, look, fetchText } = exportHelpers(lab);

test('a Croissant description has all that version 1.0 requires, and its records are those of the file beside it', async () => {
  const { bob, runJobs } = lab();
  const dataset = await datasetWith([singer, itemFor('wren', cry)]);
  const made = await start(bob, { datasetId: idOf('Dataset', dataset), format: 'CROISSANT' });
  expect(made.data).toBeNull();
  await runJobs();
  const ready = (await look(bob, made))!;
  const lines = parsed(await fetchText(ready.data!));
  expect(lines.map(({ key }) => key)).toEqual(['robin', 'wren']);
  const croissant = JSON.parse(await fetchText(ready)) as Croissant;

  // Croissant 1.0, "Dataset-level information", required properties.
  for (const property of ['@context', 'description', 'license', 'name', 'url', 'creator', 'datePublished'] as const) {
    expect(croissant[property], property).toBeTruthy();
  }
  expect(croissant).toMatchObject({
    '@type': 'sc:Dataset',
    'dct:conformsTo': 'http://mlcommons.org/croissant/1.0',
    license: 'https://spdx.org/licenses/CC-BY-4.0.html',
    url: `https://vitrine.example/o/lumen/d/${dataset.slug}@1`,
    version: '1.0.0',
    keywords: ['night', 'rain'],
  });
  // "Resources": files and sets of files, each with an id and a format. Files also have an address and a digest.
  const ids = croissant.distribution.map((resource) => resource['@id']);
  expect(new Set(ids).size).toBe(ids.length);
  for (const resource of croissant.distribution) {
    expect(['cr:FileObject', 'cr:FileSet']).toContain(resource['@type']);
    expect(resource.encodingFormat).toMatch(/^\w+\/[\w.+-]+$/);
    if (resource['@type'] === 'cr:FileObject') expect(resource).toMatchObject({ contentUrl: resource.name });
    else expect(resource.includes).toBeTruthy();
  }
  const { data } = ready;
  expect(croissant.distribution[0]).toMatchObject({ sha256: data!.sha256, contentSize: `${data!.byteSize} B` });
  expect(data!.signedUrl!.url).toContain(encodeURIComponent(`filename="${ids[0]}"`));
  // "RecordSets": each field has a type and an id within its set, and comes from a resource that exists.
  const contextTerms = Object.keys(croissant['@context']);
  for (const set of croissant.recordSet) {
    expect(set['@type']).toBe('cr:RecordSet');
    const fields = set.field.flatMap((field) => [field, ...(field.subField ?? [])]);
    expect(fields.map((field) => field['@id'])).toContain(set.key['@id']);
    for (const field of fields) {
      expect(field['@type']).toBe('cr:Field');
      expect(field['@id']).toMatch(new RegExp(`^${set['@id']}/`));
      expect(field.dataType).toMatch(/^(sc|cr):\w+$/);
      const resource = field.source.fileObject ?? field.source.fileSet;
      expect(ids).toContain(resource?.['@id']);
      for (const term of Object.keys(field.source.extract)) expect(contextTerms).toContain(term);
    }
  }
  // Every property of a line is described.
  const described = croissant.recordSet[0]!.field;
  expect(Object.keys(lines[0]!).sort()).toEqual(described.map(({ name }) => name).sort());
  for (const { name, subField } of described) {
    const [first] = [lines[0]![name]].flat();
    if (subField)
      expect(subField.map((field) => field.name)).toEqual(expect.arrayContaining(Object.keys(first as object)));
  }
});

interface CroissantField {
  '@type': string;
  '@id': string;
  name: string;
  dataType: string;
  source: { fileObject?: { '@id': string }; fileSet?: { '@id': string }; extract: object };
  subField?: CroissantField[];
}

interface Croissant extends Record<'description' | 'license' | 'name' | 'url' | 'datePublished', string> {
  '@context': object;
  creator: object;
  distribution: { '@type': string; '@id': string; name: string; encodingFormat: string; includes?: string }[];
  recordSet: { '@type': string; '@id': string; key: { '@id': string }; field: CroissantField[] }[];
}
