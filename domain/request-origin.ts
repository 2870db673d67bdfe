/** Request id, network address and user agent of a request, for the access log, the rate limits and the logs. */
export interface RequestOrigin {
  requestId: string;
  address: string | null;
  userAgent: string | null;
}
