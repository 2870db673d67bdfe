import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './button.tsx';
import * as strings from './strings.ts';

/** Button that copies a text to the clipboard, and shows a confirmation for a moment. */
export function CopyButton({ text, label = strings.copy }: { text: string; label?: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <IconButton
      size="s"
      label={isCopied ? strings.copied : label}
      icon={isCopied ? <Check size={13} /> : <Copy size={13} />}
      onClick={async () => {
        await navigator.clipboard.writeText(text);
        setCopied(true);
      }}
    />
  );
}
