import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { requirePermission } from '#domain/access/membership.ts';
import { type AccessLogFormat, exportAccessLog } from '#domain/access-log/export-access-log.ts';
import type { AccessLogFilter } from '#domain/access-log/find-access-log.ts';
import { DomainError, InvalidInput, NotFound, RateLimited, Unauthenticated } from '#domain/errors.ts';
import { isId } from '#domain/ids.ts';
import { instantFormat, readInstant } from '#formats/instant.ts';
import { AccessAction } from '#prisma/client/enums.ts';
import type { ContextMaker } from '../make-context.ts';
import type { AddressLimit } from '../spending/address-limit.ts';
import { answerDomainError } from './answer-domain-error.ts';

const contentTypes: Record<AccessLogFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** Names of the filter parameters, which are those of `AccessLogFilter`. */
const filterNames: Record<keyof AccessLogFilter, true> = {
  userId: true,
  tokenId: true,
  shareLinkId: true,
  datasetId: true,
  itemKey: true,
  actions: true,
  from: true,
  before: true,
};
const parameterNames = ['organizationSlug', 'format', ...Object.keys(filterNames)];

/**
 * Sends the access log of an organization as a file: `GET /exports/access-log?organizationSlug=lumen&format=csv`, with
 * the same filter as `Organization.accessLog`. Lines are sent as they are read, so that a long log does not time out.
 * The viewer uses its session, and a program uses a bearer token.
 */
export async function answerAccessLog(
  { makeContext, addressLimit }: { makeContext: ContextMaker; addressLimit?: AddressLimit | null },
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { origin, logger, contextFor } = makeContext(request, response);
  response.setHeader('x-request-id', origin.requestId);
  try {
    addressLimit?.admit(origin.address, 0);
    const context = await contextFor();
    if (context.viewer.kind === 'ANONYMOUS') throw new Unauthenticated();
    const asked = new URL(request.url ?? '/', 'http://localhost').searchParams;
    requireKnownParameters(asked);
    const format = asked.get('format') ?? 'ndjson';
    if (format !== 'csv' && format !== 'ndjson') throw new InvalidInput('format', 'The format must be csv or ndjson.');
    const slug = asked.get('organizationSlug') ?? '';
    const organization = await context.db.organization.findFirst({ where: { slug } });
    if (!organization) throw new NotFound('organization');
    requirePermission(context.viewer, 'ADMIN', organization.id, 'organization');
    const filter = readFilter(asked);
    // Exports nothing for HEAD, so that the access log records no export.
    const lines = request.method === 'HEAD' ? [] : await exportAccessLog(context, organization.id, filter, format);
    response.writeHead(200, {
      'content-type': contentTypes[format],
      'content-disposition': `attachment; filename="access-log-${organization.slug}.${format}"`,
      'cache-control': 'no-store',
    });
    await pipeline(Readable.from(lines), response);
  } catch (error) {
    if (response.headersSent || response.destroyed) {
      // Closes the connection, so that the client does not take a partial log for a complete one.
      response.destroy();
      if (!isHangUp(error)) logger.error({ error }, 'An export of the access log was interrupted.');
      return;
    }
    if (!(error instanceof DomainError)) throw error;
    if (!(error instanceof RateLimited)) addressLimit?.chargeRefusal(origin.address, 0);
    answerDomainError(response, error, origin.requestId);
  }
}

/**
 * Throws for a parameter that is unknown or repeated. If a misspelled filter were ignored, the whole log would be
 * exported.
 */
function requireKnownParameters(asked: URLSearchParams): void {
  for (const name of asked.keys()) {
    if (!parameterNames.includes(name)) {
      throw new InvalidInput(name, `Unknown parameter "${name}". The parameters are ${parameterNames.join(', ')}.`);
    }
    if (name !== 'actions' && asked.getAll(name).length > 1) {
      throw new InvalidInput(name, `Send \`${name}\` once. Only \`actions\` may be repeated.`);
    }
  }
}

function readFilter(asked: URLSearchParams): AccessLogFilter {
  return {
    userId: readId(asked, 'userId'),
    tokenId: readId(asked, 'tokenId'),
    shareLinkId: readId(asked, 'shareLinkId'),
    datasetId: readId(asked, 'datasetId'),
    itemKey: asked.get('itemKey'),
    // An empty list matches nothing. Null matches everything.
    actions: asked.has('actions') ? asked.getAll('actions').map(readAction) : null,
    from: readMoment(asked, 'from'),
    before: readMoment(asked, 'before'),
  };
}

function readAction(text: string): AccessAction {
  if (Object.hasOwn(AccessAction, text)) return text as AccessAction;
  throw new InvalidInput(
    'actions',
    `Unknown action "${text}". The actions are ${Object.keys(AccessAction).join(', ')}.`,
  );
}

/** Reads an id, either as a global id of the API or as the UUID in an export. */
function readId(asked: URLSearchParams, name: string): string | null {
  const given = asked.get(name);
  if (given === null) return null;
  const id = isId(given) ? given : (Buffer.from(given, 'base64').toString('utf8').split(':').at(-1) ?? '');
  if (!isId(id)) throw new InvalidInput(name, 'This is not a valid id. Send an id from the API or from an export.');
  return id;
}

function readMoment(asked: URLSearchParams, name: string): Date | null {
  const given = asked.get(name);
  if (given === null) return null;
  const moment = readInstant(given);
  if (!moment) throw new InvalidInput(name, `\`${name}\` must be ${instantFormat}.`);
  return moment;
}

function isHangUp(error: unknown) {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
