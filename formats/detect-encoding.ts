/** Encodings that can be detected: the names that jschardet uses, with their WHATWG labels. */
const labels: Record<string, string> = {
  'Windows-1250': 'windows-1250',
  'Windows-1251': 'windows-1251',
  'Windows-1252': 'windows-1252',
  'Windows-1253': 'windows-1253',
  'Windows-1254': 'windows-1254',
  'Windows-1255': 'windows-1255',
  'Windows-1256': 'windows-1256',
  'Windows-1257': 'windows-1257',
  'Windows-1258': 'windows-1258',
  'ISO-8859-2': 'iso-8859-2',
  'ISO-8859-5': 'iso-8859-5',
  'ISO-8859-7': 'iso-8859-7',
  'KOI8-R': 'koi8-r',
  'koi8-u': 'koi8-u',
  IBM866: 'ibm866',
  CP874: 'windows-874',
  CP932: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'iso-2022-jp': 'iso-2022-jp',
  GB18030: 'gb18030',
  Big5: 'big5',
  CP949: 'euc-kr',
};

/** Encoding that is assumed if the detection fails. Most old files from Western Europe and America use it. */
const fallback = 'windows-1252';

/** Minimum accepted confidence. A lower confidence is based on only a few letters. */
const minConfidence = 0.04;

const sampleByteSize = 64 * 1024;

/**
 * Detects the encoding of a text that is neither UTF-8 nor UTF-16. Returns a WHATWG label. The detector is large, so it
 * is loaded only on demand.
 */
export async function detectEncoding(bytes: Uint8Array): Promise<string> {
  const { detectAll } = await import('jschardet');
  const candidates = detectAll(sampleOf(bytes), {
    detectEncodings: Object.keys(labels),
    minimumThreshold: minConfidence,
  });
  for (const { encoding, confidence } of candidates) {
    const label = encoding === null ? undefined : labels[encoding];
    if (label && confidence >= minConfidence && fits(label, bytes)) return label;
  }
  return fallback;
}

/** Returns a sample of the bytes around the first byte that is not ASCII. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const start = Math.max(0, first - 1_024);
  return bytes.subarray(start, start + sampleByteSize);
}

function fits(label: string, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
