import { type Logger, pino } from 'pino'

/** Structured log; what could sign somebody in never reaches it. */
export function createLog(level: string, pretty: boolean): Logger {
  return pino({
    level,
    redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.token'],
    ...(pretty && {
      transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } },
    }),
  })
}
