import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 collect garbage when the heap has grown by half, rather than by up to four times, which it does where a machine has
 * memory to spare: half the memory under load, and as many answers.
 */
export function keepHeapSmall() {
  setFlagsFromString('--heap-growing-percent=50');
}
