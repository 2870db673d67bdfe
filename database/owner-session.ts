import { printingOptions } from './tenant-query.ts';

/**
 * Startup options for connections of the owner that migrate, take jobs, or listen. They override the defaults of the database
 * and the role: values are printed in the form that the driver reads, and work of any length may finish.
 */
export const ownerSession = `${printingOptions} -c statement_timeout=0 -c lock_timeout=0`;
