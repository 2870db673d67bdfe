import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listeningLogger } from '#tests/kit/listening-logger.ts';
import { sendMail } from './send-mail.ts';

/** Starts a mail server on a free port that accepts every message and records the commands it receives. */
async function startMailServer(answerToRecipient = '250 ok') {
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
        else if (line.startsWith('RCPT')) socket.write(`${answerToRecipient}\r\n`);
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

const message = {
  to: 'carol@guests.example',
  subject: 'Invited',
  text: 'Open https://vitrine.example/invitation#secret',
};

test('mail goes to the server that is configured, to the one address, and to no log', async () => {
  const { heard, url } = await startMailServer();
  const { logger, lines } = listeningLogger();
  const mail = sendMail({ smtpUrl: url, from: 'Vitrine <vitrine@example.com>', print: true }, logger);
  expect(await mail.send(message)).toBe('SENT');
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
  void mail.send({ ...message, to: 'a@b.example, c@d.example' });
  void mail.send({ ...message, to: 'a@b.example\r\nBcc: c@d.example', subject: 'x\r\nBcc: c@d.example' });
  await mail.close();
  expect(heard.filter((line) => line.startsWith('RCPT')).some((line) => line.includes('<c@d.example>'))).toBe(false);
  expect(heard.some((line) => line.startsWith('Bcc:'))).toBe(false);
});

test('without a server it is printed in development, and in production nothing of it is', async () => {
  const development = listeningLogger();
  const printing = sendMail({ from: 'v@example.com', print: true }, development.logger);
  expect([printing.way, await printing.send(message)]).toEqual(['LOG', 'NOT_SENT']);
  expect(development.lines.join('')).toContain('/invitation#secret');
  const production = listeningLogger();
  const silent = sendMail({ from: 'v@example.com', print: false }, production.logger);
  expect([silent.way, await silent.send(message)]).toEqual(['NONE', 'NOT_SENT']);
  expect(production.lines).toHaveLength(1);
  expect(production.lines.join('')).not.toMatch(/secret|carol/);
});

test('an address that the mail server refuses fails at once, and the log has the code', async () => {
  const { heard, url } = await startMailServer('550 no such person as carol');
  const { logger, lines } = listeningLogger();
  const mail = sendMail({ smtpUrl: url, from: 'v@example.com', print: false }, logger);
  expect(await mail.send(message)).toBe('FAILED');
  await mail.close();
  expect(heard.filter((line) => line.startsWith('RCPT'))).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ msg: 'Mail was not delivered.', response: 550 });
  expect(lines.join('')).not.toMatch(/secret|carol/);
});
