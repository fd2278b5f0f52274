import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { isLoopback } from './config.js';
import { isForwarded } from './guards.js';
import { problems } from './problem.js';
import type { Service } from './service.js';

/** Prometheus metrics at /metrics: by route and status, never by organisation or extract. */
export async function measure(app: FastifyInstance, service: Service): Promise<void> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const times = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers: [registry],
  });
  for (const [name, { help, value }] of Object.entries(service.gauges))
    new Gauge({
      name: `workforce_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  // The series of a route and status is looked up once.
  const series = new Map<string, ReturnType<typeof times.labels>>();
  app.addHook('onResponse', (request, reply, next) => {
    const { url: route = 'none' } = request.routeOptions;
    const name = `${request.method} ${reply.statusCode} ${route}`;
    let own = series.get(name);
    if (!own) {
      own = times.labels({ method: request.method, route, status: reply.statusCode });
      series.set(name, own);
    }
    own.observe(reply.elapsedTime / 1_000);
    next();
  });
  app.get('/metrics', { schema: { hide: true }, config: { scope: 'none' } }, async (request, reply) => {
    // Metrics are for whoever runs the service: from this machine, or by somebody with the role.
    const local = isLoopback(request.ip) && (service.config.trustProxy || !isForwarded(request.headers));
    if (!local && !request.who?.scopes.includes('admin'))
      throw problems.forbidden('Metrics are given to this machine and to the role admin.');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
