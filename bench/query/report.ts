import { medianBy } from '../median.ts';
import type { Measure } from './load.ts';
import type { Operation } from './operations.ts';

/** Medians of all rounds for each operation and side. */
export type Results = Record<string, Record<string, Measure>>;

/** Required throughput, as a fraction of the limit's and as a multiple of PostGraphile's. */
const goals: Record<string, { ofLimit: number; timesGraphile?: number }> = {
  Q1: { ofLimit: 0.55, timesGraphile: 3 },
  Q2: { ofLimit: 0.65, timesGraphile: 3 },
  Q3: { ofLimit: 0.65, timesGraphile: 3 },
  Q4a: { ofLimit: 0.6, timesGraphile: 10 },
  Q4b: { ofLimit: 0.6, timesGraphile: 10 },
  Q4c: { ofLimit: 0.6, timesGraphile: 10 },
  Q5: { ofLimit: 0.55, timesGraphile: 3 },
  Q6: { ofLimit: 0.45 },
};

/** Returns the median of each figure. */
export function median(measures: readonly Measure[]): Measure {
  const middle = (pick: (measure: Measure) => number) => pick(medianBy(measures, pick));
  return {
    requestsPerSecond: middle((measure) => measure.requestsPerSecond),
    p50: middle((measure) => measure.p50),
    p99: middle((measure) => measure.p99),
    nodeCpuMilliseconds: middle((measure) => measure.nodeCpuMilliseconds),
    postgresCpuMilliseconds: middle((measure) => measure.postgresCpuMilliseconds),
    residentMegabytes: middle((measure) => measure.residentMegabytes),
    answerBytes: middle((measure) => measure.answerBytes),
  };
}

/** Returns a readable table with one line for each operation and side. */
export function tableOf(asked: readonly Operation[], results: Results): string {
  const lines = [
    '| operation | side | requests/s | of limit | p50 ms | p99 ms | Node ms | PostgreSQL ms | RSS MB | answer kB |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const { name, about } of asked) {
    const sides = results[name] ?? {};
    for (const [side, measure] of Object.entries(sides)) {
      const cells = [
        side === 'limit' ? `${name} ${about}` : '',
        side,
        measure.requestsPerSecond.toFixed(0),
        shareOf(sides, side, 'limit').toFixed(2),
        measure.p50,
        measure.p99,
        measure.nodeCpuMilliseconds.toFixed(2),
        measure.postgresCpuMilliseconds.toFixed(2),
        measure.residentMegabytes,
        (measure.answerBytes / 1000).toFixed(1),
      ];
      lines.push(`| ${cells.join(' | ')} |`);
    }
  }
  return lines.join('\n');
}

/** Returns the result for each goal. */
export function verdictsOn(results: Results): string[] {
  const said = Object.entries(goals).flatMap(([name, { ofLimit, timesGraphile }]) => {
    const sides = results[name];
    if (!sides?.['Vitrine']) return [];
    const lines = [verdict(`${name}, of the limit`, shareOf(sides, 'Vitrine', 'limit'), ofLimit)];
    for (const peer of ['PostGraphile', 'PostGraphile with row-level security', 'PostGraphile by filters']) {
      if (timesGraphile && sides[peer])
        lines.push(verdict(`${name}, times ${peer}`, shareOf(sides, 'Vitrine', peer), timesGraphile));
    }
    return lines;
  });
  const [shallow, deep] = [results['Q2']?.['Vitrine'], results['Q3']?.['Vitrine']];
  if (shallow && deep) said.push(verdict('Q3, of Q2', deep.requestsPerSecond / shallow.requestsPerSecond, 0.9));
  return said;
}

function verdict(what: string, reached: number, goal: number) {
  return `${reached >= goal ? 'reached' : 'MISSED '} ${what}: ${reached.toFixed(2)} (goal ${goal})`;
}

export function shareOf(sides: Record<string, Measure>, side: string, of: string): number {
  return (sides[side]?.requestsPerSecond ?? 0) / (sides[of]?.requestsPerSecond ?? Number.NaN);
}

/**
 * Returns a bar chart of each operation's throughput as a fraction of the limit's. It is readable in light and dark
 * themes.
 */
export function plotOf(asked: readonly Operation[], results: Results): string {
  const colours: Record<string, string> = {
    Vitrine: '#2f6fde',
    PostGraphile: '#d97b29',
    'PostGraphile with row-level security': '#c9a227',
    'PostGraphile by filters': '#b4552d',
    naive: '#8a8f98',
  };
  const [barHeight, groupGap, left, width] = [14, 14, 60, 640];
  let y = 40;
  const bars: string[] = [];
  for (const { name } of asked) {
    const sides = results[name] ?? {};
    const shown = Object.keys(sides).filter((side) => side !== 'limit');
    bars.push(`<text x="${left - 8}" y="${y + (shown.length * barHeight) / 2 + 4}" text-anchor="end">${name}</text>`);
    for (const side of shown) {
      const share = shareOf(sides, side, 'limit');
      const length = Math.max(1, Math.min(1.1, share) * width);
      bars.push(
        `<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="${barHeight - 2}" fill="${colours[side]}"/>`,
        `<text x="${left + length + 6}" y="${y + barHeight - 4}" font-size="10">${share.toFixed(share < 0.1 ? 3 : 2)}</text>`,
      );
      y += barHeight;
    }
    y += groupGap;
  }
  let x = left;
  const legend = Object.entries(colours).map(([side, colour]) => {
    const entry = `<rect x="${x}" y="12" width="10" height="10" fill="${colour}"/><text x="${x + 16}" y="21">${side}</text>`;
    x += 40 + side.length * 6.5;
    return entry;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + width + 160}" height="${y + 30}" font-family="Inter, system-ui, sans-serif" font-size="12" fill="#7a808a">`,
    ...legend,
    `<line x1="${left + width}" x2="${left + width}" y1="32" y2="${y}" stroke="#7a808a" stroke-dasharray="4 3"/>`,
    `<text x="${left + width}" y="${y + 18}" text-anchor="middle">limit = 1.00 (requests per second)</text>`,
    ...bars,
    '</svg>',
    '',
  ].join('\n');
}
