import { expect, test } from 'vitest';
import { addressRules, isNetwork } from './address-rules.ts';

test('public addresses are reached; private, local and reserved ones are not, in no form', () => {
  const mayReach = addressRules([]);
  const open = ['8.8.8.8', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001:831::200e', '::ffff:8.8.8.8'];
  const refused = `0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.31.0.1 192.168.1.1 224.0.0.1 168.63.129.16
    255.255.255.255 :: ::1 ::7f00:1 ::ffff:10.0.0.1 ::ffff:7f00:1 ::ffff:0:10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::a00:1
    2002:7f00:1:: 2001:0:7f00:1:: fe80::1%eth0 fd00:ec2::254 fec0::1 ff02::1 2001:db8::1 3fff::1 5f00::1 localhost`;
  expect(open.filter((address) => !mayReach(address))).toEqual([]);
  expect(refused.split(/\s+/).filter(mayReach)).toEqual([]);
});

test('an operator allows networks, in each form of their addresses', () => {
  const mayReach = addressRules(['10.1.0.0/16', 'fd00::1']);
  expect(['10.1.2.3', '::ffff:10.1.2.3', 'fd00::1'].every(mayReach)).toBe(true);
  expect(['10.2.0.1', 'fd00::2', '127.0.0.1'].some(mayReach)).toBe(false);
  expect(['10.0.0.0/8', '::1', 'fd00::/8', '10.0.0.1'].every(isNetwork)).toBe(true);
  expect(['10.0.0.0/33', '10.0.0.0/8/8', 'hooks.example', '10.0.0.0/', 'fd00::/129'].some(isNetwork)).toBe(false);
});
