import sharp from 'sharp';

/** Creates different JPEGs of one size, with large shapes and the noise of a photograph. */
export async function makePictures(count: number, width: number, height: number): Promise<Buffer[]> {
  const pictures: Buffer[] = [];
  for (let number = 0; number < count; number += 1) {
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
    const shapes = await sharp({ create: { width: 24, height: 18, channels: 3, background: 'grey', noise } })
      .png()
      .toBuffer();
    const grain = await sharp({
      create: { width, height, channels: 3, background: 'grey', noise: { ...noise, sigma: 6 } },
    })
      .png({ compressionLevel: 0 })
      .toBuffer();
    pictures.push(
      await sharp(shapes)
        .resize(width, height, { kernel: 'cubic', fit: 'fill' })
        .composite([{ input: grain, blend: 'overlay' }])
        .jpeg({ quality: 88 })
        .toBuffer(),
    );
  }
  return pictures;
}
