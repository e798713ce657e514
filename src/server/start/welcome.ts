import { demoSignIns } from '../../../data/demo/sign-ins.ts'

/** What somebody who tries the service needs to know first. */
export function welcome(address: string, sendsMail: boolean): string {
  const width = Math.max(...demoSignIns.map(({ email }) => email.length))
  const signIns = demoSignIns
    .slice(0, 2)
    .map(({ email, password, note }) => `${email.padEnd(width)}  ${password}  ${note}`)
  const rows = [
    ['Open', address],
    ...signIns.map((line, index) => [index === 0 ? 'Sign in' : '', line]),
    ['Mail', sendsMail ? 'goes through SMTP_URL' : `is not sent; read it at ${address}/outbox`],
    ['Stop', 'Ctrl-C'],
  ]
  return `\nCampus Connect is ready\n\n${rows.map(([name = '', text]) => `  ${name.padEnd(9)}${text}`).join('\n')}\n`
}
