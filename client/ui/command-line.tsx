import styles from './command-line.module.css';
import { CopyButton } from './copy-button.tsx';
import * as strings from './strings.ts';

/** Terminal command with a button that copies it. */
export function CommandLine({ command }: { command: string }) {
  return (
    <div className={styles.frame}>
      <code className={styles.command}>{command}</code>
      <CopyButton text={command} label={strings.copyCommand} />
    </div>
  );
}
