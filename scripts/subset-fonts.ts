import { readFileSync, writeFileSync } from 'node:fs';
import subsetFont from 'subset-font';

/**
 * Creates the fonts that each page loads first. They contain only the Latin characters, and the weights and features
 * that the style sheets use, which halves their size. Run it after an update of the fonts: `tsx
 * scripts/subset-fonts.ts`.
 */
const common = ['kern', 'liga', 'calt', 'ccmp', 'locl', 'mark', 'mkmk', 'tnum'];
const fonts = [
  { name: 'inter', features: [...common, 'cv05', 'cv08', 'ss03'], weights: { min: 400, max: 600 } },
  { name: 'geist-mono', features: common, weights: 400 },
];

for (const { name, features, weights } of fonts) {
  const folder = `node_modules/@fontsource-variable/${name}`;
  const font = readFileSync(`${folder}/files/${name}-latin-wght-normal.woff2`);
  const subset = await subsetFont(font, charactersOf(readFileSync(`${folder}/wght.css`, 'utf8'), name), {
    targetFormat: 'woff2',
    keepFeatures: features,
    variationAxes: { wght: weights },
  });
  writeFileSync(`client/ui/fonts/${name}-latin.woff2`, subset);
  console.log(`${name}: ${font.length} bytes became ${subset.length}`);
}

/** Returns the characters of the Latin font file, as its style sheet declares them. */
function charactersOf(css: string, name: string): string {
  const declared = new RegExp(`${name}-latin-wght-normal\\.woff2[^}]*unicode-range: ([^;]+);`).exec(css)?.[1];
  if (!declared) throw new Error(`The style sheet of ${name} declares no Latin characters.`);
  return declared
    .split(',')
    .flatMap((range) => {
      const [from = 0, to = from] = range
        .replace('U+', '')
        .split('-')
        .map((digits) => Number.parseInt(digits, 16));
      return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
    })
    .join('');
}
