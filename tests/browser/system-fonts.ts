import type { Page } from '@playwright/test';

/** Returns the fonts of the machine that the page uses. Pictures with them would differ on another machine. */
export async function systemFonts(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const fonts: string[] = [];
  const visit = async (node: typeof root): Promise<void> => {
    if (node.nodeName === 'BODY') {
      const used = await session.send('CSS.getPlatformFontsForNode', { nodeId: node.nodeId });
      fonts.push(...used.fonts.filter(({ isCustomFont }) => !isCustomFont).map(({ familyName }) => familyName));
    }
    for (const child of [...(node.children ?? []), ...(node.contentDocument ? [node.contentDocument] : [])]) {
      await visit(child);
    }
  };
  await visit(root);
  await session.detach();
  return [...new Set(fonts)];
}
