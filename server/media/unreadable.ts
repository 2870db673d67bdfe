/** A file is not what it should be, or more than this server takes on. Trying again would not help; the message is for people. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
