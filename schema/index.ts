import './scalars.ts';
import './errors.ts';
import './content/contents.ts';
import './dataset-items.ts';
import './revision-items.ts';
import './dataset-lists.ts';
import './annotation-mutations.ts';
import './dataset-facets.ts';
import './item-neighbours.ts';
import './annotated-items.ts';
import './published-revisions.ts';
import './authors.ts';
import './server-info.ts';
import './search.ts';
import './dataset-diff.ts';
import './viewer.ts';
import './sign-in.ts';
import './sign-in-methods.ts';
import './password.ts';
import './api-token.ts';
import './membership.ts';
import './invitation.ts';
import './update-dataset.ts';
import './dataset-grant.ts';
import './share-link.ts';
import './access-log.ts';
import './event.ts';
import './webhook-delivery.ts';
import './create-dataset.ts';
import './ingest-session-lists.ts';
import './ingest-upload.ts';
import './follow-ingest-session.ts';
import './request-uploads.ts';
import './publish-ingest-session.ts';
import './ingest-issue.ts';
import './item-schema.ts';
import './delete-dataset-revision.ts';
import './request-rendition.ts';
import './retry-processing.ts';
import './dataset-export.ts';
import { getNullableType, isObjectType } from 'graphql';
import { builder } from './builder.ts';
import { describeGenerated } from './describe-generated.ts';

export const schema = builder.toSchema();
describeGenerated(schema);

// Makes all fields of Query and Subscription nullable, so that an error in one field does not remove the data of the
// others. Also makes fields with arguments nullable, so that an invalid argument does not remove the other fields of
// the parent. Fields of Mutation stay non-null, because their result types contain the errors.
for (const type of Object.values(schema.getTypeMap())) {
  if (!isObjectType(type)) continue;
  if (type === schema.getMutationType()) continue;
  const isRoot = [schema.getQueryType(), schema.getSubscriptionType()].includes(type);
  for (const field of Object.values(type.getFields())) {
    if (isRoot || field.args.length > 0) field.type = getNullableType(field.type);
  }
}
