import styles from './command-line.module.css';
import { CopyButton } from './copy-button.tsx';

/** A terminal command on one line, with a button that copies it. */
export function CommandLine({ command }: { command: string }) {
  return (
    <div className={styles.frame}>
      <code className={styles.command}>{command}</code>
      <CopyButton text={command} label="Copy the command" />
    </div>
  );
}
