import type { MeasuredApi } from './hostile-api.ts';
import { connections, type HostileRequest, type SendHostile } from './send-hostile.ts';

export const maxCpuMilliseconds = 100;
export const maxBytes = 50_000_000;

/** Garbage collection, a first compilation or another program may add to the cost of a try. */
const maxTries = 8;

export interface Measured {
  cpuMilliseconds: number;
  bytes: number;
  faults: string[];
}

/** Sends requests over all connections at once, and measures what they cost the server together. */
export async function measureTogether(
  api: MeasuredApi,
  send: SendHostile,
  requests: readonly HostileRequest[],
): Promise<Measured> {
  const [cpuBefore, bytesBefore] = [api.cpuMilliseconds(), api.residentBytes()];
  const faults: string[] = [];
  const left = requests.values();
  const sendNext = async () => {
    for (const request of left) {
      const fault = await send(request);
      if (fault) faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: connections }, sendNext));
  return {
    cpuMilliseconds: api.cpuMilliseconds() - cpuBefore,
    bytes: api.residentBytes() - bytesBefore,
    faults,
  };
}

/** Sends a request by itself, again while it costs too much. Returns the smallest costs. */
export async function measureAlone(api: MeasuredApi, send: SendHostile, request: HostileRequest): Promise<Measured> {
  let least: Measured = { cpuMilliseconds: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY, faults: [] };
  for (let index = 0; index < maxTries && !isInBounds(least); index += 1) {
    const { cpuMilliseconds, bytes, faults } = await measureTogether(api, send, [request]);
    least = {
      cpuMilliseconds: Math.min(least.cpuMilliseconds, cpuMilliseconds),
      bytes: Math.min(least.bytes, bytes),
      faults: [...least.faults, ...faults],
    };
  }
  return least;
}

/** Whether requests that were measured together are each within the bounds. */
export function isInBounds({ cpuMilliseconds, bytes }: Measured): boolean {
  return cpuMilliseconds <= maxCpuMilliseconds && bytes <= maxBytes;
}

/** Returns the faults of a request, with those of its costs. */
export function faultsOf(name: string, { cpuMilliseconds, bytes, faults }: Measured): string[] {
  return [
    ...faults,
    ...(cpuMilliseconds > maxCpuMilliseconds ? [`${cpuMilliseconds} ms of CPU`] : []),
    ...(bytes > maxBytes ? [`${Math.round(bytes / 1e6)} MB`] : []),
  ].map((fault) => `${name}: ${fault}`);
}
