import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { maxDeliveryMilliseconds } from '#domain/mail.ts';
import { listeningLogger } from '#tests/kit/listening-logger.ts';
import { defaultPatience, sendMail } from './send-mail.ts';

/**
 * Starts a mail server on a free port that records the commands it receives. It gives these answers to recipients, one
 * after the other, and then the last one to all.
 */
async function startMailServer(...answersToRecipients: string[]) {
  const answers = answersToRecipients.length > 0 ? answersToRecipients : ['250 ok'];
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
        else if (line.startsWith('RCPT')) socket.write(`${answers.length > 1 ? answers.shift() : answers[0]}\r\n`);
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

const quick = { pausesMilliseconds: [20, 20, 20], connectMilliseconds: 500, responseMilliseconds: 500 };

test('a server with a greylist gets the mail again, and the first refusal is in the log', async () => {
  const greylisted = '450 4.2.0 Greylisted, try again in five minutes';
  const { heard, url } = await startMailServer(greylisted, greylisted, greylisted, '250 ok');
  const { logger, lines } = listeningLogger();
  const mail = sendMail({ smtpUrl: url, from: 'v@example.com', print: false, patience: quick }, logger);
  expect(await mail.send(message)).toBe('SENT');
  await mail.close();
  expect(heard.filter((line) => line.startsWith('RCPT'))).toHaveLength(4);
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ level: 40, response: 450, msg: expect.stringContaining('retries') as string }),
  ]);
});

test('the attempts outlast a greylist of five minutes, and end before a delivery counts as lost', () => {
  const { pausesMilliseconds, connectMilliseconds, responseMilliseconds } = defaultPatience;
  const pauses = pausesMilliseconds.reduce((sum, pause) => sum + pause, 0);
  const attempts = (pausesMilliseconds.length + 1) * (2 * connectMilliseconds + responseMilliseconds);
  expect(pauses).toBeGreaterThan(300_000);
  expect(pauses + attempts).toBeLessThan(maxDeliveryMilliseconds);
});

test('the end of the process gives up mail that waits for its next attempt', async () => {
  const { url } = await startMailServer('450 4.2.0 Greylisted');
  const { logger, lines } = listeningLogger();
  const mail = sendMail({ smtpUrl: url, from: 'v@example.com', print: false }, logger);
  const delivery = mail.send(message);
  await expect.poll(() => lines.length).toBe(1);
  const since = performance.now();
  await mail.close();
  expect(await delivery).toBe('FAILED');
  expect(performance.now() - since).toBeLessThan(4_000);
  expect(lines.join('')).toContain('because the server is stopping');
});

test.each(['before its greeting', 'after its greeting'])('a mail server that hangs %s is given up', async (when) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    if (when === 'after its greeting') socket.write('220 test\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { logger, lines } = listeningLogger();
  const smtpUrl = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const patience = { ...quick, pausesMilliseconds: [20] };
  const mail = sendMail({ smtpUrl, from: 'v@example.com', print: false, patience }, logger);
  expect(await mail.send(message)).toBe('FAILED');
  await mail.close();
  expect(lines.join('')).toContain('ETIMEDOUT');
});

test('names in any script arrive encoded', async () => {
  const { heard, url } = await startMailServer();
  const { logger, lines } = listeningLogger();
  const mail = sendMail({ smtpUrl: url, from: 'Müseum 博物館 <v@example.com>', print: false }, logger);
  expect(await mail.send({ ...message, subject: 'Einladung zu Zürich 文化' })).toBe('SENT');
  const sent = heard.join('\n');
  expect(sent).toMatch(/^From: =\?UTF-8\?/m);
  expect(sent).toMatch(/^Subject: =\?UTF-8\?/m);
  expect(sent).not.toMatch(/[^ -~\s]/);
  await mail.close();
  expect(lines).toEqual([]);
});
