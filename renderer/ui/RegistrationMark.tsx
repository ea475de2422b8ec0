/** Pressmark's sign: the printer's registration mark. */
export function RegistrationMark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" fill="none" aria-hidden="true">
      <circle cx="11" cy="11" r="6.5" stroke="currentColor" strokeWidth="1.5" />
      <path d="M11 11V4.5A6.5 6.5 0 0 1 17.5 11Z" fill="currentColor" />
      <path d="M11 .75v20.5M.75 11h20.5" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  )
}
