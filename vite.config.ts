import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** `npm run dev` serves the page here and hands the API's addresses to the server. */
const server = `http://127.0.0.1:${process.env.API_PORT ?? '3000'}`

export default defineConfig({
  root: 'src/web',
  plugins: [react(), tailwindcss(), serviceWorker(), compressed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rollupOptions: {
      input: ['src/web/index.html', 'src/web/service-worker.ts'],
      // Browsers know a service worker by its address.
      output: {
        entryFileNames: ({ name }) => (name === 'service-worker' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  // Not all of /api: the page's own src/web/api is served there, too.
  server: {
    host: '127.0.0.1',
    proxy: { '^/(api/(v1|docs|openapi\\.json)|health)': { target: server, ws: true } },
  },
})

/** Serves it under the address of the build in `npm run dev`, too. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    configureServer(server) {
      server.middlewares.use('/sw.js', (_request, response, next) => {
        server
          .transformRequest('/service-worker.ts')
          .then((worker) => response.setHeader('content-type', 'text/javascript').end(worker?.code), next)
      })
    },
  }
}

/** Puts a .br and a .gz beside each script and style, so that the server never compresses while somebody waits. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name))
      await Promise.all(
        files.map(async (name) => {
          const file = bundle[name]
          const content = Buffer.from((file?.type === 'chunk' ? file.code : file?.source) ?? '')
          await writeFile(path.join(dir, `${name}.br`), await promisify(brotliCompress)(content))
          await writeFile(path.join(dir, `${name}.gz`), await promisify(gzip)(content))
        }),
      )
    },
  }
}
