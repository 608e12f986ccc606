// A refusal of the server (problem+json, RFC 9457). `detail` is a sentence for people, `reason` a stable word.
export interface FieldError {
  path: string
  message: string
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly detail: string,
    readonly errors: FieldError[] = [],
    readonly request = '',
  ) {
    super(detail || reason)
    this.name = 'Problem'
  }

  // Errors by field, the last part of the pointer being the name of the field of a form.
  get byField(): Record<string, string> {
    const found: Record<string, string> = {}
    for (const error of this.errors) found[error.path.split('/').pop() ?? ''] ??= error.message
    return found
  }
}

interface ProblemBody {
  title?: string
  detail?: string
  reason?: string
  request?: string
  errors?: { path?: string; field?: string; message: string }[]
}

export async function problemOf(response: Response): Promise<Problem> {
  const body: ProblemBody = await response.json().catch(() => ({}))
  const errors = (body.errors ?? []).map((e) => ({ path: e.path ?? e.field ?? '', message: e.message }))
  return new Problem(response.status, body.reason ?? `http.${response.status}`, body.detail ?? body.title ?? '', errors, body.request)
}

// Nothing came back at all: the network, not the server, refused.
export const offline = () => new Problem(0, 'http.offline', '')

export const asProblem = (cause: unknown): Problem =>
  cause instanceof Problem ? cause : new Problem(0, 'page.failed', cause instanceof Error ? cause.message : String(cause))
