import { execFileSync, spawnSync } from 'node:child_process';

/** Compiles the Python files of the project without running them. Prints a note if the machine has no Python. */
const script = `
import sys
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        compile(file.read(), path, "exec", dont_inherit=True)
`;
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.py'], {
  encoding: 'utf8',
});
const files = listed.split('\n').filter((file) => file !== '' && !file.startsWith('samples/'));
const made = spawnSync('python3', ['-W', 'error', '-c', script, ...files], { encoding: 'utf8' });
if (made.error) console.log('There is no python3 here, so the Python files were not compiled.');
else if (made.status !== 0) console.log(made.stderr);
process.exit(made.error ? 0 : (made.status ?? 1));
