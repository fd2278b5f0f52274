import { buildApp } from './app.js';
import { type Config, isLoopback } from './config.js';
import { defaultConfig, openService } from './open.js';

/** Why the service does not start: for the person who started it. */
export class CannotServe extends Error {}

export type ServeOptions = Partial<Omit<Config, 'limits'>> & { readonly limits?: Partial<Config['limits']> };

const usable = ({ revoked, expires }: { readonly revoked?: string; readonly expires: string }): boolean =>
  revoked === undefined && expires > new Date().toISOString();

/**
 * Starts the service. Refuses to listen beyond this machine without authentication.
 * Throws CannotServe with what is wrong and what to do.
 */
export async function serve(
  options: ServeOptions = {},
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const config: Config = { ...defaultConfig, ...options, limits: { ...defaultConfig.limits, ...options.limits } };
  if (config.authentication === 'none' && !isLoopback(config.host))
    throw new CannotServe(
      `The service does not listen on ${config.host} without authentication: anybody on the network could read the extracts. Use --auth keys, or leave --host out.`,
    );
  if (config.oidc && config.authentication === 'none')
    throw new CannotServe('A sign-in service is of use only with authentication.');
  const service = await openService(config).catch((fault: Error) => {
    throw new CannotServe(`The service cannot start: ${fault.message}`);
  });
  if (config.authentication === 'required' && !config.oidc && !(await service.store.keys.list()).some(usable)) {
    await service.close();
    throw new CannotServe(
      'There is no API key yet, so nobody could use the service. Make one with "workforce-equality keys add --organisation CODE --role admin".',
    );
  }
  const app = await buildApp(service);
  const close = async (): Promise<void> => {
    // Who is still listening to events, or stalls, does not hold up the end for long.
    const force = setTimeout(() => app.server.closeAllConnections(), 5_000);
    await app.close();
    clearTimeout(force);
    await service.close();
  };
  try {
    return { url: await app.listen({ host: config.host, port: config.port }), close };
  } catch (fault) {
    await close();
    const { code } = fault as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new CannotServe(
        `Port ${config.port} of ${config.host} is taken by another program. Use --port with another number; 0 takes a free one.`,
      );
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new CannotServe(`Cannot listen on port ${config.port} of ${config.host}. Use another --host or --port.`);
    throw fault;
  }
}
