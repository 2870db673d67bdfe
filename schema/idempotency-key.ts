const form = 'Name of this request, chosen by the client: 1 to 200 characters, kept for 24 hours. By default, none.';

const replays = {
  ROW: 'A call with the key and the input of an earlier one returns what that one created.',
  SECRET:
    'A call with the key and the input of an earlier one returns what that one created, with a new secret that replaces the earlier one. It is a conflict if the earlier secret was used already.',
  MAIL: 'A call with the key and the input of an earlier one returns the invitation of that one. It sends a second mail only if the first one failed.',
};

/** Returns the description of an argument `idempotencyKey`. `replay` is the effect of a repeated call. */
export function idempotencyKey(replay: keyof typeof replays): { description: string } {
  return { description: `${form} ${replays[replay]}` };
}
