import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const REPOSITORY = resolve(import.meta.dirname, '../..')

/** What Playwright's `launchOptions` take. */
export interface BrowserLaunch {
  readonly executablePath?: string
  readonly env?: Record<string, string>
}

/**
 * Chromium from npm, so that a machine needs nothing else: no download of Playwright's, no system libraries.
 * Where npm has none for the system it is Playwright's own, of `npx playwright install chromium`.
 *
 * Without the package's `args`: they are for a cloud function, one process and no web security.
 */
export function chromium(): BrowserLaunch {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {}
  const manifest = join(REPOSITORY, 'node_modules/@sparticuz/chromium/package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const folder = join(REPOSITORY, 'node_modules/.cache/chromium', version)
  if (!existsSync(folder)) unpack(folder)
  const { PATH = '', HOME = folder } = process.env
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      PATH,
      HOME,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  }
}

/** Unpacks beside `folder` and renames, because other workers look for it at the same time. */
function unpack(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true })
  const own = mkdtempSync(`${folder}-`)
  // The system libraries come along only where the package finds itself in a cloud function.
  const env = { ...process.env, TMPDIR: own, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
  const script = join(import.meta.dirname, 'unpack-chromium.ts')
  const { status, stderr } = spawnSync(process.execPath, [script], { env })
  if (status !== 0) throw new Error(`Chromium could not be unpacked:\n${stderr.toString()}`)
  writeFileSync(join(own, 'fonts/fonts.conf'), fontsConfiguration(join(folder, 'fonts')))
  try {
    renameSync(own, folder)
  } catch (error) {
    rmSync(own, { recursive: true })
    // Another worker was faster.
    if (!existsSync(folder)) throw error
  }
}

/** The package's own names folders of a cloud function, and without a font Chromium ends at the first text. */
function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`
}
