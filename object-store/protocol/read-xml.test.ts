import { expect, test } from 'vitest';
import { readXml } from './read-xml.ts';
import { writeXml } from './write-xml.ts';

test('reads elements, text and the entities that every XML has', () => {
  const root = readXml(
    '<?xml version="1.0"?>\n<Delete xmlns="http://s3"><!-- two --><Object><Key>a &amp; &lt;b&gt; &#xe9;&#10;</Key></Object><Object><Key/></Object></Delete>',
  );
  expect(root.name).toBe('Delete');
  expect(root.all('Object').map((object) => object.value('Key'))).toEqual(['a & <b> é\n', '']);
});

test('reads back what is written, controls included', () => {
  const text = 'a<b>&"\u0001 é';
  expect(readXml(writeXml('Root', { Text: text, List: [{ N: 1 }, { N: 2 }] })).value('Text')).toBe(text);
});

test.each([
  ['nothing', ''],
  ['text alone', 'hello'],
  ['an open end', '<a><b></b>'],
  ['crossed ends', '<a><b></a></b>'],
  ['two roots', '<a/><b/>'],
  ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ['an entity of its own', '<a>&x;</a>'],
  ['an entity of the prototype', '<a>&constructor;</a>'],
  ['CDATA', '<a><![CDATA[x]]></a>'],
  ['a bare ampersand', '<a>b & c</a>'],
  ['a character that is none', '<a>&#x110000;</a>'],
  ['too deep a nest', '<a>'.repeat(100)],
])('refuses %s', (_what, source) => {
  expect(() => readXml(source)).toThrowError(expect.objectContaining({ code: 'MalformedXML' }));
});
