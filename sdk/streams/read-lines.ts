const newline = 0x0a;

/**
 * Yields the lines of a byte stream without their line ends. Yields `null` instead of a line longer than `longest`,
 * which is never in memory as a whole. A text after the last line end is also a line.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  longest = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer | null> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let tooLong = false;
  const take = () => {
    const line = tooLong ? null : Buffer.concat(held, heldBytes);
    held = [];
    heldBytes = 0;
    tooLong = false;
    return line;
  };
  const hold = (piece: Uint8Array) => {
    if (heldBytes + piece.byteLength > longest) {
      tooLong = true;
      held = [];
      heldBytes = 0;
    }
    if (tooLong || piece.byteLength === 0) return;
    held.push(piece);
    heldBytes += piece.byteLength;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      hold(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    hold(chunk.subarray(start));
  }
  if (heldBytes > 0 || tooLong) yield take();
}
