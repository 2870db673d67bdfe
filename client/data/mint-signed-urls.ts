import type { Client } from '@urql/core';
import { graphql } from '../gql/index.ts';
import { loadOnce } from './load-once.ts';
import type { MintedUrl } from './signed-urls.ts';

const MintSignedUrlsQuery = graphql(`
  query MintSignedUrls($inline: [ID!]!, $attachments: [ID!]!) {
    inline: nodes(ids: $inline) {
      ... on Asset {
        id
        signedUrl {
          url
          expiresInSeconds
        }
      }
    }
    attachments: nodes(ids: $attachments) {
      ... on Asset {
        id
        attachmentUrl: signedUrl(disposition: ATTACHMENT) {
          url
          expiresInSeconds
        }
      }
    }
  }
`);

const attachmentSuffix = ':ATTACHMENT';

/** Returns the id of an asset's URL for saving the file. The browser downloads it instead of showing it. */
export const attachmentOf = (asset: string): string => asset + attachmentSuffix;

/** Requests the URLs of several ids with one request. The id decides whether a URL is for showing or for saving. */
export async function mintSignedUrls(client: Client, ids: readonly string[]): Promise<(MintedUrl | null)[]> {
  const attachments = ids
    .filter((id) => id.endsWith(attachmentSuffix))
    .map((id) => id.slice(0, -attachmentSuffix.length));
  const inline = ids.filter((id) => !id.endsWith(attachmentSuffix));
  const found = await loadOnce(client, MintSignedUrlsQuery, { inline, attachments });
  const minted = new Map<string, MintedUrl>();
  for (const node of found.inline ?? []) {
    if (node && 'signedUrl' in node && node.signedUrl) minted.set(node.id, toMinted(node.signedUrl));
  }
  for (const node of found.attachments ?? []) {
    if (node && 'attachmentUrl' in node && node.attachmentUrl) {
      minted.set(attachmentOf(node.id), toMinted(node.attachmentUrl));
    }
  }
  return ids.map((id) => minted.get(id) ?? null);
}

function toMinted({ url, expiresInSeconds }: { url: string; expiresInSeconds: number }): MintedUrl {
  return { url, expiresIn: expiresInSeconds };
}
