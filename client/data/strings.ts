/** UI strings of errors between the client and the server. They are part of the first load. */

export const signIn = 'Sign in to continue.';
export const httpError = (status: number): string => `The server returned status ${status}. Try again.`;
export const offline = 'Couldn’t reach the server. Check your connection, then try again.';
export const noData = 'The server returned no data. Try again.';
export const notFound = 'This doesn’t exist, or you don’t have permission to see it.';
export const cancelled = 'Canceled.';
export const listEnds = (page: number): string => `The list ends before page ${page}.`;
export const noUrl = (id: string): string => `No URL for ${id}.`;
export const noContext = 'No SignedUrlsContext.';

export const imageMissing = 'Not available';
export const imageFailed = 'Couldn’t load. Try again';
