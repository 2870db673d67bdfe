/** UI strings of the components that all rooms use. They are part of the first load. */

export const close = 'Close';
export const remove = 'Remove';
export const copy = 'Copy';
export const copied = 'Copied';
export const copyCommand = 'Copy command';
export const couldNotLoad = 'Couldn’t load';
export const tryAgain = 'Try again';
export const errorCode = 'Code';
export const requestId = 'Request ID';
export const copyRequestId = 'Copy request ID';
