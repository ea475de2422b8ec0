import type { Handlers } from '../../../shared/api/serve.ts'
import { AppError } from '../../../shared/errors.ts'

/** Refuses to ask for a path: the application has no dialogs. A shell that has some answers itself. */
export function choosePathNowhere(): Handlers['exports.choosePath'] {
  return () =>
    Promise.reject(
      new AppError(
        'needs-desktop',
        'Only the desktop window can show the system’s own dialog. Nothing was changed; type where the export goes.',
      ),
    )
}
