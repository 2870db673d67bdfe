import { useMemo } from 'react';
import { canPlay, type Playability } from './can-play.ts';
import { type PlayableFile, type RenditionProgress, useRendition } from './use-rendition.ts';

export interface Playable {
  /** The file itself, or its copy. */
  file: PlayableFile;
  playability: Playability;
  isCopy: boolean;
  /** Set while this browser can play neither. Undefined until the server has answered. */
  progress: RenditionProgress | undefined;
}

/**
 * Returns the file to play: a copy if this browser cannot play the file itself, or has failed to. The copy is made when
 * it is needed.
 */
export function usePlayableFile(
  kind: 'video' | 'audio',
  item: string,
  file: PlayableFile,
  hasFailed: boolean,
): Playable {
  const { contentType, codecs } = file;
  const original = usePlayability(kind, contentType, codecs);
  const { file: copy, progress } = useRendition(item, file.id, !original.canPlay || hasFailed);
  const copied = usePlayability(kind, copy?.contentType ?? contentType, copy ? copy.codecs : codecs);
  return { file: copy ?? file, playability: copy ? copied : original, isCopy: copy !== undefined, progress };
}

function usePlayability(
  kind: 'video' | 'audio',
  contentType: string,
  codecs: readonly string[] | null | undefined,
): Playability {
  return useMemo(() => {
    const element = document.createElement(kind);
    return canPlay({ contentType, codecs: codecs ?? null }, (type) => element.canPlayType(type));
  }, [kind, contentType, codecs]);
}
