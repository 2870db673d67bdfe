/** Where a request comes from, for the access log, the limiters and the logs. */
export interface RequestOrigin {
  requestId: string;
  address: string | null;
  userAgent: string | null;
}
