import { Command, InvalidArgumentError } from 'commander'
import { CassetteServer } from '../../serve/cassette-server.ts'
import { openCassette } from '../cassettes.ts'
import { CliError } from '../cli-error.ts'
import { count, print } from '../terminal.ts'

/** `replaywright serve`: a cassette's recordings on a port, for a front end or curl. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('answers the recordings of a cassette on a port, until Ctrl+C')
    .argument('<cassette>', 'a HAR file, or an archive of one')
    .option('--port <number>', 'the port; 0 takes a free one', toPort, 0)
    .option(
      '--host <address>',
      'the address to listen on; anything but loopback is reachable by others',
      '127.0.0.1',
    )
    .option('--origin <url>', 'whose recordings to answer, where a cassette holds several')
    .addHelpText(
      'after',
      `
Each request is answered by the next recording of the same method, path, query and body; the last one
answers for ever. Cookies are not compared.

Example:
  replaywright serve fixtures/tests/login/signs-in.har --port 8080 && curl -i localhost:8080/login`,
    )
    .action(async (path: string, options: { port: number; host: string; origin?: string }) => {
      const { interactions } = openCassette(path)
      const origin = chooseOrigin(
        path,
        [...new Set(interactions.map(({ request }) => new URL(request.url).origin))],
        options.origin,
      )
      const server = new CassetteServer(interactions, origin)
      const { url } = await server.listen(options.port, options.host)
      print(`${count(server.size, 'recording')} of ${origin} on ${url}`)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => void server.close())
      }
    })
}

function toPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535.')
}

function chooseOrigin(path: string, origins: readonly string[], wanted?: string): string {
  if (wanted === undefined && origins.length === 1) return origins[0]!
  const known = origins.map((origin) => `--origin ${origin}`).join(', ')
  if (origins.length === 0) throw new CliError(`${path}: the cassette holds no interaction`)
  if (wanted === undefined) {
    throw new CliError(`${path}: recordings of several origins; choose one: ${known}`)
  }
  const origin = URL.canParse(wanted) ? new URL(wanted).origin : wanted
  if (origins.includes(origin)) return origin
  throw new CliError(`${path}: no recordings of ${wanted}; there are: ${known}`)
}
