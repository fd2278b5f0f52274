import { type Args, WrongUse } from '../args.js';
import { say } from './say.js';
import { storeOf } from './store.js';

/** Starts the service and runs until it is told to stop. */
export async function serve(args: Args): Promise<number> {
  if (args.files.length > 0) throw new WrongUse('"serve" takes no file; send files to it.');
  const port = args.count('port', 3000);
  if (port > 65_535) throw new WrongUse(`--port takes a number from 0 to 65535, not ${port}.`);
  const keepMinutes = args.count('keep', 60);
  if (keepMinutes < 1) throw new WrongUse('--keep takes a number of minutes from 1.');
  const believeSeconds = args.count('believe', 5);
  const auth = args.text('auth');
  if (auth !== undefined && auth !== 'none' && auth !== 'keys')
    throw new WrongUse(`--auth is none or keys, not "${auth.slice(0, 40)}".`);
  const [issuer, audience] = [args.text('oidc-issuer'), args.text('oidc-audience')];
  if ((issuer === undefined) !== (audience === undefined))
    throw new WrongUse('--oidc-issuer and --oidc-audience go together.');
  const oidc = issuer === undefined || audience === undefined ? {} : { oidc: { issuer, audience } };
  const { CannotServe, serve: start } = await import('../../api/serve.js');
  try {
    const { url, close } = await start({
      host: args.text('host') ?? '127.0.0.1',
      port,
      keepMinutes,
      believeSeconds,
      store: storeOf(args),
      authentication: auth === 'keys' || issuer !== undefined ? 'required' : 'none',
      trustProxy: args.flag('trust-proxy'),
      ...oidc,
    });
    // A file that may not grow is a full disk, which is answered, and not the end of the service.
    process.on('SIGXFSZ', () => undefined);
    say(`Listening on ${url}  (pages at /, reference at /docs)`);
    await new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
    });
    say('Stopping');
    await close();
    return 0;
  } catch (fault) {
    throw fault instanceof CannotServe ? new WrongUse(fault.message) : fault;
  }
}
