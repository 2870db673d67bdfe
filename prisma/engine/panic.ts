/** A bug inside of Prisma's engine. Its promises never settle after one, and it cannot be used again. */
export class EnginePanic extends Error {
  constructor(reason: string) {
    super(`Prisma's engine failed in a way it did not expect, and the command was not completed. It said: ${reason}`);
    this.name = 'EnginePanic';
  }
}

/** Rejects when the engine panics, however it comes out: through its hook, or as an exception nobody waits for. */
export function watchForPanic(): Promise<never> {
  return new Promise((_, reject) => {
    Object.assign(globalThis, {
      PRISMA_WASM_PANIC_REGISTRY: { set_message: (reason: string) => reject(new EnginePanic(reason)) },
    });
    const fail = (error: unknown) => reject(new EnginePanic(String(error)));
    process.on('uncaughtException', fail);
    process.on('unhandledRejection', fail);
  });
}
