import type { S3Request } from './s3-request.ts';
import { writeXml, type XmlElements } from './write-xml.ts';

export function respond(request: S3Request, status: number, headers: Record<string, string> = {}): void {
  const body: Record<string, string> = status === 204 || status === 304 ? {} : { 'content-length': '0' };
  request.response.writeHead(status, { ...body, ...headers }).end();
}

export function respondXml(
  request: S3Request,
  root: string,
  content: XmlElements | string,
  headers: Record<string, string> = {},
): void {
  const body = Buffer.from(writeXml(root, content));
  request.response
    .writeHead(200, { 'content-type': 'application/xml', 'content-length': String(body.length), ...headers })
    .end(body);
}
