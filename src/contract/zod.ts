import { z } from 'zod'

// Zod compiles validators where it may. A page under our content security policy may not, and merely trying is
// reported as an attack; so it has to know before the first schema is made.
if ('document' in globalThis) z.config({ jitless: true })

export { z }
