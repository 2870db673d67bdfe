import type { Db } from '#database/databases.ts';
import type { DatasetExport } from '#prisma/client/client.ts';
import type { Facets } from '../ingest/publish/count-facets.ts';
import { exportFilename } from './export-filename.ts';
import { itemLines } from './item-lines.ts';
import type { WrittenObject } from './write-object.ts';

const maxKeywords = 50;

/**
 * Yields a description of a revision for machine learning tools (MLCommons Croissant 1.0, JSON-LD). Its records are the
 * lines of the data file. `vitrine pull` stores the files of the items at the paths in these records.
 */
export async function* describeAsCroissant(
  db: Db,
  { orgId, datasetId, revision, origin }: DatasetExport,
  lines: WrittenObject,
): AsyncGenerator<string> {
  const { dataset, facets, createdAt } = await db.datasetRevision.findUniqueOrThrow({
    where: { orgId_datasetId_number: { orgId, datasetId, number: revision } },
    include: { dataset: { include: { organization: true } } },
  });
  const { organization, slug, name, description, license } = dataset;
  const url = `${origin}/o/${organization.slug}/d/${slug}@${revision}`;
  const filename = exportFilename(slug, revision, itemLines);
  const owner = { '@type': 'sc:Organization', name: organization.name, url: `${origin}/o/${organization.slug}` };
  const metadata = {
    '@context': context,
    '@type': 'sc:Dataset',
    'dct:conformsTo': 'http://mlcommons.org/croissant/1.0',
    name,
    description: description || `Revision ${revision} of ${name}.`,
    license: licenseOf(license),
    url,
    creator: owner,
    publisher: owner,
    datePublished: createdAt.toISOString(),
    dateCreated: dataset.createdAt.toISOString(),
    version: `${revision}.0.0`,
    keywords: (facets as unknown as Facets).tags.slice(0, maxKeywords).map(({ value }) => value),
    distribution: [
      {
        '@type': 'cr:FileObject',
        '@id': filename,
        name: filename,
        description: 'The items as NDJSON, in a file beside this description.',
        contentUrl: filename,
        contentSize: `${lines.byteSize} B`,
        encodingFormat: 'application/jsonlines',
        sha256: lines.sha256,
      },
      {
        '@type': 'cr:FileSet',
        '@id': 'files',
        name: 'files',
        description: `The files of the items, as \`vitrine pull ${organization.slug}/${slug}@${revision}\` lays them out. The 12 digits in a name are the first of its SHA-256.`,
        encodingFormat: 'application/octet-stream',
        includes: 'assets/**',
      },
    ],
    recordSet: [itemRecords(filename), fileRecords],
  };
  yield `${JSON.stringify(metadata, null, 2)}\n`;
}

/**
 * Returns the license for the description: a URL unchanged, an SPDX identifier as its SPDX address. Any other name
 * becomes a creative work with that name.
 */
function licenseOf(license: string | null) {
  if (license === null) return { '@type': 'sc:CreativeWork', name: 'Not stated by the publisher' };
  if (URL.canParse(license)) return license;
  return /^[A-Za-z0-9.+-]+$/.test(license)
    ? `https://spdx.org/licenses/${license}.html`
    : { '@type': 'sc:CreativeWork', name: license };
}

/** Returns the record set for the lines of the data file. */
function itemRecords(filename: string) {
  const source = (extract: object) => ({ fileObject: { '@id': filename }, extract });
  const field = (name: string, dataType: string, description: string, more: object = {}) => ({
    '@type': 'cr:Field',
    '@id': `items/${name}`,
    name,
    description,
    dataType,
    source: source({ column: name }),
    ...more,
  });
  const nested = (parent: string, name: string, dataType: string, description: string) => ({
    ...field(`${parent}/${name}`, dataType, description),
    name,
    source: source({ jsonPath: `$.${parent}[*].${name}` }),
  });
  return {
    '@type': 'cr:RecordSet',
    '@id': 'items',
    name: 'items',
    description: 'The items of the dataset, in its order.',
    key: { '@id': 'items/key' },
    field: [
      field('key', 'sc:Text', "The publisher's stable id."),
      field('type', 'sc:Text', 'IMAGE, VIDEO, AUDIO, TEXT, DOCUMENT, TABLE or FILE.'),
      field('title', 'sc:Text', 'The display name.'),
      field('tags', 'sc:Text', "The publisher's tags.", { repeated: true }),
      field('metadata', 'sc:Text', 'Other properties of the item, chosen by the publisher: a JSON object.'),
      field('createdAt', 'sc:DateTime', 'When it was created.'),
      field('assets', 'cr:RecordSet', 'Its files.', {
        repeated: true,
        subField: [
          nested('assets', 'role', 'sc:Text', 'Role of the file in the item, such as PRIMARY.'),
          nested('assets', 'sha256', 'sc:Text', 'The SHA-256 of its bytes.'),
          nested('assets', 'contentType', 'sc:Text', 'Its media type.'),
          nested('assets', 'filename', 'sc:Text', 'The name it was published under.'),
        ],
      }),
      field('annotations', 'cr:RecordSet', 'Annotations of the item or of a part of it.', {
        repeated: true,
        subField: [
          nested('annotations', 'kind', 'sc:Text', 'Its shape, such as BOX.'),
          nested('annotations', 'label', 'cr:Label', 'The label.'),
          nested('annotations', 'confidence', 'sc:Float', 'The confidence, from 0 to 1.'),
          nested(
            'annotations',
            'geometry',
            'sc:Text',
            'Position in the picture: a JSON object, in fractions of its width and height.',
          ),
        ],
      }),
    ],
  };
}

const fileRecords = {
  '@type': 'cr:RecordSet',
  '@id': 'contents',
  name: 'contents',
  description: 'The bytes of the files.',
  key: { '@id': 'contents/path' },
  field: [
    {
      '@type': 'cr:Field',
      '@id': 'contents/path',
      name: 'path',
      description: 'The path of the file.',
      dataType: 'sc:Text',
      source: { fileSet: { '@id': 'files' }, extract: { fileProperty: 'fullpath' } },
    },
    {
      '@type': 'cr:Field',
      '@id': 'contents/digest',
      name: 'digest',
      description: 'The first 12 digits of its SHA-256.',
      dataType: 'sc:Text',
      source: {
        fileSet: { '@id': 'files' },
        extract: { fileProperty: 'filename' },
        transform: { regex: '\\.([0-9a-f]{12})\\.[A-Za-z0-9]+$' },
      },
    },
    {
      '@type': 'cr:Field',
      '@id': 'contents/content',
      name: 'content',
      description: 'The content of the file.',
      dataType: 'sc:MediaObject',
      source: { fileSet: { '@id': 'files' }, extract: { fileProperty: 'content' } },
    },
  ],
};

/** JSON-LD context that the Croissant specification recommends. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  fileProperty: 'cr:fileProperty',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};
