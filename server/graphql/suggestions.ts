/** The beginning of a suggestion in the messages of graphql-js, such as `… Did you mean "name"?`. */
export const suggestionPrefix = ' Did you mean';
