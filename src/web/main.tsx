import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ProblemError } from './api/problem-error.ts'
import { buildQueryClient } from './api/query-client.ts'
import { buildRouter } from './router.tsx'
import './styles.css'

// A full load, so that nothing of the ended session stays in memory.
const queryClient = buildQueryClient(() => {
  const next = window.location.pathname + window.location.search
  window.location.assign(`/sign-in?next=${encodeURIComponent(next)}`)
})
const router = buildRouter(queryClient)
const root = document.getElementById('root')
if (!root) throw new Error('index.html lacks #root')

createRoot(root, {
  onCaughtError(error) {
    // The page is on its way to the sign-in page.
    if (!(error instanceof ProblemError && error.name === 'not-signed-in')) console.error(error)
  },
}).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
