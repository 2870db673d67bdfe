import { connectDatabases } from '#database/databases.ts';
import { addressRules } from '#domain/webhooks/address-rules.ts';
import { listenToEvents } from '../../events/listen.ts';
import { createLogger } from '../../logger.ts';
import { startDispatcher } from '../dispatcher.ts';
import { createSender } from '../send-request.ts';

/** A process that only delivers webhooks, until it is killed. */
const connectionString = process.env['DATABASE_URL'] ?? '';
const logger = createLogger('silent');
const webhooks = { allowsHttp: true, mayReach: addressRules(['127.0.0.0/8']) };
startDispatcher({
  db: connectDatabases({ connectionString, appConnectionString: connectionString, poolSize: 5 }).system,
  events: listenToEvents(connectionString, logger),
  logger,
  installation: { publicUrl: 'https://vitrine.example', webhooks },
  sender: createSender({ mayReach: webhooks.mayReach }),
  observe: () => {},
  onPaused: async () => {},
});
process.send?.('ready');
