import type { MeasuredApi } from './hostile-api.ts';
import { connections, type HostileRequest, type SendHostile } from './send-hostile.ts';

export const maxCpuMilliseconds = 100;
export const maxBytes = 50_000_000;

/** Maximum number of tries. Garbage collection, a first compilation or another program may add to the cost of one. */
const maxTries = 8;

export interface Measured {
  cpuMilliseconds: number;
  bytes: number;
  faults: string[];
}

/** Sends requests over all connections at once, and measures their total cost for the server. */
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

/** Sends one request alone, and repeats it while it costs too much. Returns the smallest costs. */
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

/** Returns whether the total cost of requests is within the bounds of a single request. */
export function isInBounds({ cpuMilliseconds, bytes }: Measured): boolean {
  return cpuMilliseconds <= maxCpuMilliseconds && bytes <= maxBytes;
}

/** Returns the faults of a request, including costs over the bounds. */
export function faultsOf(name: string, { cpuMilliseconds, bytes, faults }: Measured): string[] {
  return [
    ...faults,
    ...(cpuMilliseconds > maxCpuMilliseconds ? [`${cpuMilliseconds} ms of CPU`] : []),
    ...(bytes > maxBytes ? [`${Math.round(bytes / 1e6)} MB`] : []),
  ].map((fault) => `${name}: ${fault}`);
}
