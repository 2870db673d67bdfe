import type { Page } from '@playwright/test';

interface Fonts {
  /** Fonts that Vitrine ships. */
  shipped: string[];
  /** Fonts of the machine. Pictures with them would differ on another machine. */
  system: string[];
}

/** Returns the fonts that draw the text of the page and its frames. */
export async function fontsOf(page: Page): Promise<Fonts> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const fonts = { shipped: new Set<string>(), system: new Set<string>() };
  for (const nodeId of elementsWithText(root)) {
    // Chromium reports only the text near the element, not that of the whole page.
    const used = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    for (const { isCustomFont, familyName } of used.fonts) fonts[isCustomFont ? 'shipped' : 'system'].add(familyName);
  }
  await session.detach();
  return { shipped: [...fonts.shipped], system: [...fonts.system] };
}

interface DomNode {
  nodeId: number;
  nodeType: number;
  children?: DomNode[];
  contentDocument?: DomNode;
}

const textNode = 3;

function elementsWithText(node: DomNode): number[] {
  const children = node.children ?? [];
  const below = [...children, ...(node.contentDocument ? [node.contentDocument] : [])].flatMap(elementsWithText);
  return children.some(({ nodeType }) => nodeType === textNode) ? [node.nodeId, ...below] : below;
}
