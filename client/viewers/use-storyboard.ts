import { useEffect, useState } from 'react';
import { useSignedUrls } from '../data/use-signed-url.ts';
import { fetchSigned } from './fetch-signed.ts';
import { readStoryboard, type StoryboardCue } from './storyboard.ts';

/** Ids of the two files of a storyboard. */
export interface StoryboardFiles {
  sheet: string;
  cues: string;
}

/** Returns the cues of a storyboard, once they are wanted. Undefined until they have loaded, and if that fails. */
export function useStoryboard(files: StoryboardFiles | undefined, isWanted: boolean): StoryboardCue[] | undefined {
  const urls = useSignedUrls();
  const [loaded, setLoaded] = useState<{ asset: string; cues: StoryboardCue[] }>();
  const asset = files?.cues;
  const isLoaded = loaded !== undefined && loaded.asset === asset;
  useEffect(() => {
    if (asset === undefined || !isWanted || isLoaded) return undefined;
    const controller = new AbortController();
    fetchSigned(urls, asset, { signal: controller.signal })
      .then((response) => response.text())
      .then(
        (text) => setLoaded({ asset, cues: readStoryboard(text) }),
        () => {}, // The timeline works without it.
      );
    return () => controller.abort();
  }, [urls, asset, isWanted, isLoaded]);
  return isLoaded ? loaded.cues : undefined;
}
