import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Networks that webhooks may not reach unless the operator allows them: private networks, this machine and metadata
 * services.
 */
const refusedNetworks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32', // Metadata of Azure.
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/96', // Unspecified, loopback, and IPv4 addresses in an old form.
  '::ffff:0:0:0/96', // IPv4 addresses by SIIT.
  '64:ff9b::/96', // IPv4 addresses by NAT64.
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32', // Teredo.
  '2001:db8::/32',
  '2002::/16', // IPv4 addresses by 6to4.
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/** Returns whether a text is a network in CIDR notation, such as `10.0.0.0/8`, or a single address. */
export function isNetwork(text: string): boolean {
  const [address = '', length, more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more !== undefined) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
}

/** Returns a function that decides whether deliveries may connect to an address. */
export function addressRules(allowedNetworks: readonly string[]): (address: string) => boolean {
  const [refused, allowed] = [listOf(refusedNetworks), listOf(allowedNetworks)];
  return (given) => {
    const address = plain(given);
    if (isIP(address) === 0) return false;
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    return allowed.check(address, family) || !refused.check(address, family);
  };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(length ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}

/** Converts an IPv4 address in IPv6 form to plain IPv4 form. */
function plain(address: string): string {
  const [withoutZone = ''] = address.split('%');
  if (!isIPv6(withoutZone)) return withoutZone;
  const { hostname } = new URL(`http://[${withoutZone}]`);
  const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(hostname) ?? [];
  if (high === undefined || low === undefined) return withoutZone;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return `${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`;
}
