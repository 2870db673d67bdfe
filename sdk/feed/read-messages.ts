import { VitrineError } from '../errors.ts';

/** Message of a stream of server-sent events. `data` is null if the message only sets the id. */
export interface Message {
  id: string;
  data: string | null;
}

/** Maximum length of one message. The largest event needs less. */
const longestMessage = 1024 ** 2;

/** Yields the messages of a stream of server-sent events. Calls `onChunk` for every chunk of bytes. */
export async function* readMessages(
  body: AsyncIterable<Uint8Array>,
  onChunk: () => void,
): AsyncGenerator<Message, void, void> {
  const decoder = new TextDecoder();
  let buffer = '';
  for await (const chunk of body) {
    onChunk();
    buffer += decoder.decode(chunk, { stream: true });
    for (let end = buffer.indexOf('\n\n'); end >= 0; end = buffer.indexOf('\n\n')) {
      const message = messageOf(buffer.slice(0, end));
      buffer = buffer.slice(end + 2);
      if (message) yield message;
    }
    if (buffer.length > longestMessage) throw new VitrineError('NETWORK', 'The stream of events is not readable.');
  }
}

/** Returns the message in a block of lines. Returns null for a block without an id, such as a heartbeat. */
function messageOf(text: string): Message | null {
  const lines = text.split('\n');
  const valueOf = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
  const id = valueOf('id').at(-1);
  const data = valueOf('data');
  return id === undefined ? null : { id, data: data.length > 0 ? data.join('\n') : null };
}
