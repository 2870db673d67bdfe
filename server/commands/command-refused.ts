/** Error of a command that cannot be executed. The message has the reason and what to do. */
export class CommandRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandRefused';
  }
}
