import { scalarRules } from './coerce-input.ts';
import { cut } from './describe-value.ts';
import type { Explanation } from './explanation.ts';

/** Explanations for the messages of validation rules of GraphQL.js. explain-mistake.test.ts covers each of them. */
export const mistakesInDocuments: readonly Explanation[] = [
  [
    /^Cannot query field "(.+)" on type "(.+)"\.$/,
    (field, type) => `The type ${type} has no field "${field}". The schema lists its fields.`,
  ],
  [
    /^Unknown argument "(.+)" on (field|directive) "(.+)"\.$/,
    (argument, kind, name) => `The ${kind} ${name} has no argument "${argument}". The schema lists its arguments.`,
  ],
  [
    /^Field "(.+)" is not defined by type "(.+)"\.$/,
    (field, type) => `The type ${type} has no field "${field}". The schema lists its fields.`,
  ],
  [/^Unknown type "(.+)"\.$/, (type) => `The type "${type}" does not exist. The schema lists the types.`],
  [
    /^Unknown directive "(.+)"\.$/,
    (name) => `The directive "${name}" does not exist. The schema lists the directives.`,
  ],
  [
    /^Directive "(.+)" may not be used on (.+)\.$/,
    (name, place) => `The directive ${name} cannot be used on a ${place}. Move or remove it.`,
  ],
  [
    /^The directive "(.+)" can only be used once at this location\.$/,
    (name) => `The directive ${name} is used more than once here. Keep only one.`,
  ],
  [
    /^Unknown fragment "(.+)"\.$/,
    (name) => `The fragment ${name} is not defined. Define it in the document, or remove its spread.`,
  ],
  [/^Fragment "(.+)" is never used\.$/, (name) => `The fragment ${name} is not used. Use it or remove it.`],
  [
    /^Cannot spread fragment "(.+?)" within itself.*\.$/,
    (name) => `The fragment ${name} contains itself. Remove one of the spreads that lead back to it.`,
  ],
  [
    /^Fragment(?: ".+")? cannot be spread here as objects of type "(.+)" can never be of type "(.+)"\.$/,
    (parent, type) => `An object of type ${parent} is never a ${type}. Remove the fragment, or move it.`,
  ],
  [
    /^Fragment(?: ".+")? cannot condition on non composite type "(.+)"\.$/,
    (type) => `A fragment cannot be defined on ${type}, which has no fields. Use an object, an interface or a union.`,
  ],
  [
    /^There can be only one (operation|fragment|variable|argument|input field) named "(.+)"\.$/,
    (kind, name) => `More than one ${kind} has the name ${name}. Rename or remove the others.`,
  ],
  [
    /^This anonymous operation must be the only defined operation\.$/,
    () => 'An operation must have a name if the document has other operations. Name it.',
  ],
  [
    /^(?:Anonymous Subscription|Subscription ".+") must (?:select only one top level field|not select an introspection top level field)\.$/,
    () => 'A subscription must have exactly one top-level field. Send a separate subscription for each field.',
  ],
  [
    /^Variable "(.+)" cannot be non-input type "(.+)"\.$/,
    (name, type) =>
      `The variable ${name} cannot have the type ${type}, which is not an input type. Declare a different type.`,
  ],
  [
    /^Variable "(.+?)" is not defined(?: by operation ".+")?\.$/,
    (name) => `The variable ${name} is not declared. Declare it with its type at the operation.`,
  ],
  [
    /^Variable "(.+?)" is never used(?: in operation ".+")?\.$/,
    (name) => `The variable ${name} is not used. Remove or use it.`,
  ],
  [
    /^Variable "(.+)" of type "(.+)" used in position expecting type "(.+)"\.$/,
    (name, given, expected) =>
      `The variable ${name} has the type ${given}, but ${expected} is required. Declare it as ${expected}.`,
  ],
  [
    /^Field "(.+)" must not have a selection since type "(.+)" has no subfields\.$/,
    (field, type) => `The field ${field} is of type ${type}, which has no fields. Remove its selection.`,
  ],
  [
    /^Field "(.+)" of type "(.+)" must have a selection of subfields\.$/,
    (field, type) => `The field ${field} is of type ${type}, which has fields. Select some: ${field} { … }.`,
  ],
  [
    /^(Field|Directive) "(.+)" argument "(.+)" of type "(.+)" is required, but it was not provided\.$/,
    (kind, name, argument, type) =>
      `The ${kind.toLowerCase()} ${name} requires the argument ${argument}. Send a value of type ${type}.`,
  ],
  [
    /^Field "(.+)" of required type "(.+)" was not provided\.$/,
    (field, type) => `The field ${field} is required. Send a value of type ${type}.`,
  ],
  [
    /^Enum "(.+)" cannot represent non-(?:enum|string) value: (.+)\.$/s,
    (type, value) =>
      `This must be a value of the enum ${type} without quotes, not ${cut(value)}. The schema lists the values.`,
  ],
  [
    /^Value "(.+)" does not exist in "(.+)" enum\.$/,
    (value, type) => `The enum ${type} has no value ${value}. The schema lists its values.`,
  ],
  [
    /^(Int|Float|String|Boolean|ID) cannot represent [^:]+: (.*)$/s,
    (type, value) => `This must be ${scalarRules.get(type) ?? type}, not ${cut(value)}.`,
  ],
  [
    /^Expected value of type "(.+?)", found (.+)\.$/s,
    (type, value) => `This must be a value of type ${type}, not ${cut(value)}.`,
  ],
  [
    /^Fields "(.+?)" conflict because (.+)\. Use different aliases .*\.$/s,
    (field, reason) => `The fields ${field} cannot be merged because ${reason}. Give one of them an alias.`,
  ],
  [
    /^Maximum introspection depth exceeded$/,
    () => 'The lists of this introspection query are nested too deeply. Query the types one by one.',
    'LIMIT_EXCEEDED',
  ],
  [
    /^The (.+) definition is not executable\.$/,
    (name) => `A document can contain only operations and fragments. Remove the definition of ${name}.`,
  ],
];
