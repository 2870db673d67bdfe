import { readXml, type XmlElement } from '../protocol/read-xml.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { S3Request } from '../protocol/s3-request.ts';
import type { Authenticated } from '../signing/authenticate.ts';
import { receivePayload } from './receive-payload.ts';

/** Maximum size of an XML body in bytes. It is enough for 10,000 parts or 1,000 keys of the maximum length. */
const maxXmlByteSize = 8 * 1024 * 1024;

export async function receiveXml(request: S3Request, authenticated: Authenticated, root: string): Promise<XmlElement> {
  const pieces: Buffer[] = [];
  await receivePayload(request, authenticated, {
    maxByteSize: maxXmlByteSize,
    write: (bytes) => void pieces.push(bytes),
  });
  const document = readXml(Buffer.concat(pieces).toString('utf8'));
  if (document.name !== root) throw new S3Error('MalformedXML', `Expecting ${root}, not ${document.name}.`);
  return document;
}
