import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { sendMail } from './send-mail.ts';

/** A mail server on a free port, which takes every message and remembers what it was told. */
async function startMailServer() {
  const heard: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    socket.setEncoding('utf8');
    socket.write('220 test\r\n');
    socket.on('data', (chunk: string) => {
      for (const line of chunk.split('\r\n').slice(0, -1)) {
        heard.push(line);
        if (inData && line !== '.') continue;
        if (line === 'DATA') socket.write('354 go on\r\n');
        else if (line.startsWith('EHLO')) socket.write('250 test\r\n');
        else socket.write(line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n');
        inData = line === 'DATA';
      }
    });
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { heard, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function listeningLogger() {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { logger: pino({ level: 'trace' }, sink), lines };
}

const message = {
  to: 'carol@guests.example',
  subject: 'Invited',
  text: 'Open https://vitrine.example/invitation#secret',
};

test('mail goes to the server that is configured, to the one address, and to no log', async () => {
  const { heard, url } = await startMailServer();
  const { logger, lines } = listeningLogger();
  const mail = sendMail({ smtpUrl: url, from: 'Vitrine <vitrine@example.com>', print: true }, logger);
  mail.send(message);
  await mail.close();
  expect(heard).toContain('MAIL FROM:<vitrine@example.com>');
  expect(heard.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<carol@guests.example>']);
  expect(heard.join('\n')).toContain('https://vitrine.example/invitation#secret');
  expect(lines).toEqual([]);
});

test('an address cannot smuggle in another recipient or a header', async () => {
  const { heard, url } = await startMailServer();
  const { logger } = listeningLogger();
  const mail = sendMail({ smtpUrl: url, from: 'v@example.com', print: false }, logger);
  mail.send({ ...message, to: 'a@b.example, c@d.example' });
  mail.send({ ...message, to: 'a@b.example\r\nBcc: c@d.example', subject: 'x\r\nBcc: c@d.example' });
  await mail.close();
  expect(heard.filter((line) => line.startsWith('RCPT')).some((line) => line.includes('<c@d.example>'))).toBe(false);
  expect(heard.some((line) => line.startsWith('Bcc:'))).toBe(false);
});

test('without a server it is printed in development, and in production nothing of it is', async () => {
  const development = listeningLogger();
  sendMail({ from: 'v@example.com', print: true }, development.logger).send(message);
  expect(development.lines.join('')).toContain('/invitation#secret');
  const production = listeningLogger();
  sendMail({ from: 'v@example.com', print: false }, production.logger).send(message);
  expect(production.lines).toHaveLength(1);
  expect(production.lines.join('')).not.toMatch(/secret|carol/);
});
