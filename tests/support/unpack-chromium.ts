import chromium from '@sparticuz/chromium'

/** A process of its own: the package unpacks to the system's temporary folder, which its environment names. */
await chromium.executablePath()
